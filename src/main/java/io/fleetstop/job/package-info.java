/**
 * What a stop job is, and every SQL statement on it. The job is the unit that is leased, the operation the unit that is settled. Hot
 * statements go through the SQL client, one round trip each; reading jobs for people goes through Panache; never both in one method.
 */
package io.fleetstop.job;
