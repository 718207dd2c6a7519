/** The shared pace as a row of PostgreSQL: the only part of pacing that knows a database. */
package io.fleetstop.pacing.sql;
