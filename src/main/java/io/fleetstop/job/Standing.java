package io.fleetstop.job;

import java.time.Instant;

/**
 * What is on record of an operation when its job gets a new holder.
 *
 * @param attempts stop calls so far that the cloud did not throttle
 * @param tally what an operation that is not over has met
 * @param since database time at which it got into this state
 */
public record Standing(OperationState state, int attempts, Tally tally, Instant since) {}
