package io.fleetstop.pacing;

import io.fleetstop.pacing.Pace.Drain;

/**
 * Tells a change that one replica proposes to all. It counts only if none came before it.
 *
 * @param epoch that it is based on and ends
 * @param rate at which permits are spaced from here on, until the next draw tells another
 * @param refill see {@link Pace#refill}
 * @param hold seconds in which no permit becomes due
 * @param empty the bucket was just seen empty: what passes is counted from here on, and permits that are out are void
 */
public record Course(int epoch, Phase phase, double rate, double refill, double hold, boolean empty, Drain drained)
        implements Request {}
