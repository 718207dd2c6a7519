package io.fleetstop.pacing;

/**
 * Asks for permits and tells what became of earlier ones.
 *
 * @param epoch that the rate is meant for; in another one the rate on record stands
 * @param rate calls per second by now
 * @param ceiling calls per second never to exceed
 * @param want permits at most; zero only tells and asks
 * @param horizon seconds ahead in which permits may be due
 * @param credit calls that may go at once after a rest, beyond the rate
 * @param accepted calls that passed and were not told yet
 * @param throttled calls that were refused and were not told yet
 * @param hold seconds in which no permit may become due, as the cloud asked for; zero when it did not
 */
public record Draw(
        int epoch,
        double rate,
        double ceiling,
        int want,
        double horizon,
        double credit,
        int accepted,
        int throttled,
        double hold)
        implements Request {}
