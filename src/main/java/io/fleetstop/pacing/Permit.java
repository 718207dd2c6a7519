package io.fleetstop.pacing;

/**
 * For one call.
 *
 * @param dueAt not to be used before, in nanoseconds of the replica's clock
 * @param epoch in which it was given
 */
record Permit(long dueAt, int epoch) {}
