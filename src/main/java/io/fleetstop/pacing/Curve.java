package io.fleetstop.pacing;

/** How fast calls go in each phase, as a curve over the time in which more were wanted. In calls per second, and seconds. */
final class Curve {
    /** A cloud that refuses everything is asked once in two seconds. */
    static final double SLOWEST = 0.5;

    /** Beyond what a process can send; only keeps the arithmetic finite. */
    private static final double FASTEST = 100_000;

    /** Growth per second: from 40 to 400 calls per second in 1.7 s, and a fifth faster by the time a refusal is heard of. */
    private static final double CLIMB = 4;

    static final double CONFIRM_FROM = 0.85;
    /** Growth per second: slow enough to be measured on the way. */
    private static final double CONFIRM = 1.4;

    /** A cruise begins a little below the limit, is at this share of it half-way, and goes on over it, slowly at first. */
    private static final double CRUISE_OVER = 1.03;

    private static final double CRUISE_DIP = 0.05;
    private static final double CRUISE_RISE = 0.25;
    /** Each crossing of the limit costs a refusal or two, so it takes the time of some sixty calls. */
    private static final double CROSSING_CALLS = 60;

    private static final double SHORTEST_CROSSING = 2.5;
    private static final double LONGEST_CROSSING = 20;
    private static final double MOST_CROSSINGS = 3;

    /** Of what a full bucket was seen to hold: some of it may be gone by now, to the account's other tools. */
    private static final double CREDIT = 0.8;

    private Curve() {}

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
}
