/** Everything that reads. */
package io.fleetstop.query;
