/**
 * The audit trail: each request to do something leaves a row, whatever was decided. Jobs that are made or taken back write theirs
 * themselves; this package sees to all others, and to it that none of them can be altered.
 */
package io.fleetstop.audit;
