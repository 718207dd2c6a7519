/** What was seen from outside while replicas were killed and frozen, and the rules that must hold of it whatever happened. */
package io.fleetstop.process.history;
