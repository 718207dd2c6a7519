/** From two settings, {@code fleetstop.database.url} and {@code .owner-url}, to two data sources and a schema that fits. Knows nothing of jobs. */
package io.fleetstop.database;
