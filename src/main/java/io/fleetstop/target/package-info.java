/** The configured accounts and regions, and where their keys come from. Built and checked once, at start. */
package io.fleetstop.target;
