package io.fleetstop.pacing;

/** How long calls take, as TCP estimates round trips: a running mean, and a running deviation from it. In seconds. */
final class Latency {
    /** Some twenty calls count. */
    private static final double WEIGHT = 0.1;

    private double mean = 0.1;
    private double deviation = 0.03;

    void took(double seconds) {
        deviation += WEIGHT * (Math.abs(seconds - mean) - deviation);
        mean += WEIGHT * (seconds - mean);
    }

    double mean() {
        return mean;
    }

    /** Nearly every call is answered by then. */
    double bound() {
        return mean + 2 * deviation;
    }
}
