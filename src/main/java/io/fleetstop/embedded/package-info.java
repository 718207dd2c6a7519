/** The PostgreSQL that comes with the service, for a first run and for tests. Knows nothing of Quarkus or of what is stored. */
package io.fleetstop.embedded;
