/** "Stop this instance", "what state are these in": calls made to a cloud, its answers turned into meanings. Knows nothing of jobs. */
package io.fleetstop.provider;
