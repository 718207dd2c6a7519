/** From one setting, {@code fleetstop.database.url}, to two data sources and a schema that fits. Knows nothing of jobs. */
package io.fleetstop.database;
