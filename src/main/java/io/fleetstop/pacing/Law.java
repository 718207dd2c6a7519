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
    /** Fewer calls, or less time, measure nothing. */
    private static final long MEASURED_CALLS = 8;

    private static final double MEASURED_SECONDS = 0.5;
    /** Where calls are rare, a few of them must do. */
    private static final long LONG_CALLS = 3;

    private static final double LONG_SECONDS = 2;

    /** Of the time that calls take: most of those in the air have been answered, and little flows in meanwhile. */
    private static final double CRUISE_PAUSE = 0.6;

    private Law() {}

    /** When more calls have passed than an empty bucket can have gained, the limit was raised or others have left. */
    static Optional<Course> afterSuccess(Pace pace) {
        boolean higher = switch (pace.phase()) {
            case Climb, Pause -> false;
            case Confirm -> isBackAgain(pace) || hasSurplus(0.15, pace);
            case Cruise -> hasSurplus(0.04, pace);
        };
        return higher
                ? Optional.of(
                        new Course(pace.epoch(), Phase.Climb, pace.rate(), Curve.rate(pace), 0, false, pace.drained()))
                : Optional.empty();
    }

    /** A cloud that had refused everything takes calls again. */
    private static boolean isBackAgain(Pace pace) {
        return pace.refill() <= 2 * Curve.SLOWEST && pace.accepted() > 0 && pace.hungry() > 0.5 / pace.refill();
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
            return pause(pace, Phase.Cruise, refill, hint, Math.max(CRUISE_PAUSE * answered, trickle(refill)));
        }
        boolean mostPassed = pace.accepted() >= 0.8 * (pace.accepted() + pace.throttled());
        if (pace.phase() == Phase.Cruise && mostPassed) {
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

    /** Seconds until one more call has flowed in, but never longer than a cloud is left unasked. */
    private static double trickle(double refill) {
        return Math.min(1 / Curve.SLOWEST, 1 / refill);
    }

    private static Course pause(Pace pace, Phase next, double refill, double hint, double answered) {
        double hold = hint > 0 ? hint : answered;
        return new Course(pace.epoch(), next, pace.rate(), refill, hold, true, drained(pace));
    }

    /** A run that took less than was lent shows that the bucket was not full; else the best one counts. */
    private static Drain drained(Pace pace) {
        if (pace.sinceFull().isEmpty()) {
            return pace.drained();
        }
        Drain run = new Drain(pace.accepted(), pace.sinceFull().getAsDouble());
        double burst = run.burst(pace.refill());
        boolean better = pace.phase() == Phase.Climb || burst > pace.burst() || burst < Curve.credit(pace);
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
        double sane = Math.max(refill, Math.max(Curve.SLOWEST, 0.05 * pace.rate()));
        double from = Curve.CONFIRM_FROM * sane;
        return new Course(pace.epoch(), Phase.Confirm, from, sane, 1 / from, false, pace.drained());
    }
}
