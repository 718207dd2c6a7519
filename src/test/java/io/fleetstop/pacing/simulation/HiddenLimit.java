package io.fleetstop.pacing.simulation;

import java.util.function.DoubleUnaryOperator;

/** What the cloud keeps to itself: a bucket with a burst, refilled at a rate that may change with time. */
final class HiddenLimit {
    /** Rates change at whole seconds only, so that filling in such steps is exact. */
    private static final double STEP = 1;

    private final DoubleUnaryOperator rate;
    private final double burst;
    private double level;
    private double filledAt;

    HiddenLimit(DoubleUnaryOperator rate, double burst) {
        this.rate = rate;
        this.burst = burst;
        this.level = burst;
    }

    boolean take(double now) {
        while (filledAt < now) {
            double until = Math.min(now, Math.floor(filledAt) + STEP);
            level = Math.min(burst, level + (until - filledAt) * rate.applyAsDouble(filledAt));
            filledAt = until;
        }
        if (level < 1) {
            return false;
        }
        level--;
        return true;
    }

    /** Seconds until a call is taken again, as a cloud may tell it. */
    double hint() {
        return Math.max(0.001, (1 - level) / rate.applyAsDouble(filledAt));
    }
}
