package io.fleetstop.job;

import java.time.Instant;

/**
 * What an operation met that bounds its further tries, kept so that a change of holders does not begin the count anew.
 *
 * @param unclear calls without a clear answer
 * @param conflicts times that the instance took no stop for now
 * @param doubtSince database time of the first call that may have stopped the instance without saying so; null when there is none
 */
public record Tally(int unclear, int conflicts, Instant doubtSince) {

    public static final Tally NOTHING = new Tally(0, 0, null);
}
