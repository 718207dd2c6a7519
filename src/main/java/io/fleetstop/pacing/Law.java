package io.fleetstop.pacing;

import io.fleetstop.pacing.Pace.Drain;
import java.util.Optional;

/**
 * How the rate follows from what is known. Between two refusals the hidden bucket goes from empty to empty, so the calls that passed,
 * divided by the time between, are the rate it refills at, whatever rate they were sent at. All else serves to get there with few
 * refusals: to meet the limit from below, slowly, and to know early when it has moved. Only refusals for the rate count; time-outs and
 * other trouble say nothing about it.
 *
 * <p>The constants were chosen by simulation, which is kept beside the tests with its report. Powers are strict, so that every machine
 * computes the same report.
 */
final class Law {
    /** A cloud that refuses everything is asked once in two seconds. */
    static final double SLOWEST = 0.5;

    /** Beyond what a process can send; only keeps the arithmetic finite. */
    private static final double FASTEST = 100_000;

    /** Growth per second: from 50 to 400 calls per second in 1.7 s, and a fifth faster by the time a refusal is heard of. */
    private static final double CLIMB = 3.5;

    private static final double CONFIRM_FROM = 0.85;
    /** Growth per second: slow enough to be measured on the way. */
    private static final double CONFIRM = 1.4;

    /** A cruise begins a tenth below, reaches this share of the limit half-way, and goes on over it, slowly at first. */
    private static final double CRUISE_OVER = 1.03;

    private static final double CRUISE_DIP = 0.1;
    private static final double CRUISE_RISE = 0.4;
    /** Each crossing of the limit costs a refusal or two, so it takes the time of some sixty calls. */
    private static final double CROSSING_CALLS = 60;

    private static final double SHORTEST_CROSSING = 2.5;
    private static final double LONGEST_CROSSING = 20;
    private static final double MOST_CROSSINGS = 3;

    /** Of what a full bucket was seen to hold: some of it may be gone by now, to the account's other tools. */
    private static final double CREDIT = 0.8;

    /** Fewer calls, or less time, measure nothing. */
    private static final long MEASURED_CALLS = 8;

    private static final double MEASURED_SECONDS = 0.5;
    /** Where calls are rare, a few of them must do. */
    private static final long LONG_CALLS = 3;

    private static final double LONG_SECONDS = 2;

    private Law() {}

    /** Calls per second by now. */
    static double rate(Pace pace) {
        double rate = switch (pace.phase()) {
            case Climb -> pace.refill() * StrictMath.pow(CLIMB, pace.hungry());
            case Pause -> pace.rate();
            case Confirm -> confirming(pace);
            case Cruise -> cruising(pace);
        };
        return bounded(rate);
    }

    /** Calls that may go at once after a rest. */
    static double credit(Pace pace) {
        return CREDIT * pace.burst();
    }

    /** Until one call has passed there is nothing to confirm. */
    private static double confirming(Pace pace) {
        double from = CONFIRM_FROM * pace.refill();
        return pace.accepted() == 0 ? from : from * StrictMath.pow(CONFIRM, pace.hungry());
    }

    private static double cruising(Pace pace) {
        double crossing = crossing(pace.refill());
        double x = Math.min(pace.hungry() / crossing, MOST_CROSSINGS) - 1;
        return CRUISE_OVER * pace.refill() * (1 + (x < 0 ? CRUISE_DIP : CRUISE_RISE) * x * x * x);
    }

    /** Seconds from the beginning of a cruise to the limit. */
    private static double crossing(double refill) {
        double calls = CROSSING_CALLS / (CRUISE_OVER * refill);
        return Math.max(SHORTEST_CROSSING, Math.min(LONGEST_CROSSING, calls));
    }

    private static double bounded(double rate) {
        return Math.max(SLOWEST, Math.min(FASTEST, rate));
    }

    /** When more calls have passed than an empty bucket can have gained, the limit was raised or others have left. */
    static Optional<Course> afterSuccess(Pace pace) {
        boolean higher = switch (pace.phase()) {
            case Climb, Pause -> false;
            case Confirm -> isBackAgain(pace) || hasSurplus(0.15, pace);
            case Cruise -> hasSurplus(0.04, pace);
        };
        return higher
                ? Optional.of(
                        new Course(pace.epoch(), Phase.Climb, pace.rate(), rate(pace), 0, false, false, pace.drained()))
                : Optional.empty();
    }

    /** A cloud that had refused everything takes calls again. */
    private static boolean isBackAgain(Pace pace) {
        return pace.refill() <= 2 * SLOWEST && pace.accepted() > 0 && pace.hungry() > 0.5 / pace.refill();
    }

    /** @param error the share that the belief may be wrong by */
    private static boolean hasSurplus(double error, Pace pace) {
        if (pace.hungry() < 1 || pace.sinceEmpty().isEmpty() && pace.sinceFull().isEmpty()) {
            return false;
        }
        double held = pace.sinceEmpty().isPresent() ? 0 : pace.burst();
        double since = pace.sinceEmpty().orElse(pace.sinceFull().orElse(0));
        double surplus = pace.accepted() - held - pace.refill() * since;
        return surplus > Math.max(4, error * pace.accepted());
    }

    /**
     * After a call was refused that went with a permit of this epoch.
     *
     * @param hint seconds that the cloud asked to wait, which it knows better; zero when it did not
     * @param answered seconds after which the calls in the air are answered
     */
    static Course afterThrottle(Pace pace, double hint, double answered) {
        boolean measured = isMeasured(pace);
        double refill = measured ? Math.min(1.05 * pace.rate(), pace.accepted() / since(pace)) : 0;
        if (measured && pace.phase() != Phase.Climb) {
            return cruise(pace, refill, hint, answered);
        }
        boolean mostPassed = pace.accepted() >= 0.8 * (pace.accepted() + pace.throttled());
        if (!measured && pace.phase() == Phase.Cruise && mostPassed) {
            // From a full bucket it says nothing about the rate; from an empty one the belief was a little high.
            double share = pace.sinceFull().isPresent() ? 1 : 0.95;
            return pause(pace, Phase.Cruise, share * pace.refill(), hint, answered);
        }
        return pause(pace, Phase.Pause, refill, hint, answered);
    }

    private static boolean isMeasured(Pace pace) {
        double since = since(pace);
        return since > MEASURED_SECONDS && pace.accepted() >= MEASURED_CALLS
                || since > LONG_SECONDS && pace.accepted() >= LONG_CALLS;
    }

    private static double since(Pace pace) {
        return pace.sinceEmpty().orElse(0);
    }

    /** Where the rate was hardly too high, permits that are out may go first; the wait lets one call's worth flow in. */
    private static Course cruise(Pace pace, double refill, double hint, double answered) {
        if (pace.rate() > 1.05 * refill) {
            return pause(pace, Phase.Cruise, refill, hint, Math.max(answered, 1 / refill));
        }
        double hold = hint > 0 ? hint : Math.max(0.05, Math.min(1, 1 / refill));
        return new Course(pace.epoch(), Phase.Cruise, rate(pace), refill, hold, true, hint > 0, drained(pace));
    }

    private static Course pause(Pace pace, Phase next, double refill, double hint, double answered) {
        double hold = hint > 0 ? hint : answered;
        return new Course(pace.epoch(), next, pace.rate(), refill, hold, true, true, drained(pace));
    }

    /** A run that took less than was lent shows that the bucket was not full; else the best one counts. */
    private static Drain drained(Pace pace) {
        if (pace.sinceFull().isEmpty()) {
            return pace.drained();
        }
        Drain run = new Drain(pace.accepted(), pace.sinceFull().getAsDouble());
        double burst = run.burst(pace.refill());
        boolean better = pace.phase() == Phase.Climb || burst > pace.burst() || burst < credit(pace);
        return better ? run : pace.drained();
    }

    /** The calls that were in the air met an empty bucket: the share that passed is the limit's share of the rate. */
    static Course afterPause(Pace pace) {
        long answers = pace.accepted() + pace.throttled();
        double passed = answers == 0 ? 0.5 : Math.min(1, (pace.accepted() + 0.5) / answers);
        double sampled = passed * pace.rate();
        // Where a measurement tells how high the limit is at least, a few calls do not outweigh it.
        double weight = Math.max(0, answers - 4.0) / (answers + 8.0);
        double known = pace.refill();
        double refill = known > 0 ? known + weight * Math.max(0, sampled - known) : sampled;
        double sane = Math.max(refill, Math.max(SLOWEST, 0.05 * pace.rate()));
        double from = CONFIRM_FROM * sane;
        return new Course(pace.epoch(), Phase.Confirm, from, sane, 1 / from, false, false, pace.drained());
    }
}
