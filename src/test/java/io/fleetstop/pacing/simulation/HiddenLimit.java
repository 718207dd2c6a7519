package io.fleetstop.pacing.simulation;

import java.util.function.DoubleUnaryOperator;

/** What the cloud keeps to itself. All times in seconds, from zero on. */
interface HiddenLimit {

    /** Takes a call, or refuses it. Time never goes back. */
    boolean take(double now);

    /** Seconds until a call is taken again, as a cloud may tell who was refused just now. */
    double hint(double now);

    /** A bucket with a burst, refilled at a rate that may change, at whole seconds. */
    final class Bucket implements HiddenLimit {
        private final DoubleUnaryOperator rate;
        private final double burst;
        private double level;
        private double filledAt;

        Bucket(DoubleUnaryOperator rate, double burst) {
            this.rate = rate;
            this.burst = burst;
            this.level = burst;
        }

        @Override
        public boolean take(double now) {
            while (filledAt < now) {
                double until = Math.min(now, Math.floor(filledAt) + 1);
                level = Math.min(burst, level + (until - filledAt) * rate.applyAsDouble(filledAt));
                filledAt = until;
            }
            if (level < 1) {
                return false;
            }
            level--;
            return true;
        }

        @Override
        public double hint(double now) {
            return Math.max(0.001, (1 - level) / rate.applyAsDouble(now));
        }
    }

    /** So many calls in each minute, counted anew when the next one begins. */
    final class Minute implements HiddenLimit {
        private static final double LENGTH = 60;

        private final int calls;
        private double minute;
        private int taken;

        Minute(int calls) {
            this.calls = calls;
        }

        @Override
        public boolean take(double now) {
            double current = Math.floor(now / LENGTH);
            if (current > minute) {
                minute = current;
                taken = 0;
            }
            return ++taken <= calls;
        }

        @Override
        public double hint(double now) {
            return (minute + 1) * LENGTH - now;
        }
    }
}
