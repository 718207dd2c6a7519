/**
 * How the clouds write requests down and sign them. Whoever calls a cloud and whoever plays one share this code, so golden vectors
 * and the vendors' own clients judge it, never the two sides alone.
 */
package io.fleetstop.wire;
