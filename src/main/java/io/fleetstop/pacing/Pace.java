package io.fleetstop.pacing;

import java.util.OptionalDouble;

/**
 * What all replicas know together about how fast the cloud takes one action of a target, at the moment it was read. The cloud is thought
 * to keep a bucket: it refills at a steady rate up to a burst, each call takes one, and a call that finds it empty is refused. All times
 * are in seconds, all rates in calls per second.
 *
 * @param epoch grows by one whenever the phase or the belief changes
 * @param rate at which permits are spaced
 * @param refill the rate that the bucket is believed to refill at; in a climb, where the climb began
 * @param hungry for how long in this epoch more permits were wanted than the rate allows
 * @param sinceEmpty since the bucket was last seen empty; unknown when demand has paused since, so that it may have filled up
 * @param sinceFull since demand came back after a rest in which the bucket filled up; unknown once it was seen empty
 * @param accepted calls that passed since either moment
 * @param throttled calls that were refused since then
 * @param hold until the next permit is due; negative when that moment has passed
 * @param drained what was last taken from a full bucket until it was empty
 */
public record Pace(
        int epoch,
        Phase phase,
        double rate,
        double refill,
        double hungry,
        OptionalDouble sinceEmpty,
        OptionalDouble sinceFull,
        long accepted,
        long throttled,
        double hold,
        Drain drained) {

    /** So many calls passed in so many seconds before a full bucket was empty. */
    public record Drain(long calls, double seconds) {
        public static final Drain UNKNOWN = new Drain(0, 0);

        /** What the bucket held, given how fast it refilled meanwhile; zero when that cannot be told. */
        double burst(double refill) {
            return Math.max(0, calls - refill * seconds);
        }
    }

    double burst() {
        return drained.burst(refill);
    }
}
