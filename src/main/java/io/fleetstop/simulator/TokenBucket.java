package io.fleetstop.simulator;

/** Permits that refill evenly up to a burst. Full at first. Not safe for use by several threads. */
final class TokenBucket {
    private static final double NANOS = 1e9;

    private final double perSecond;
    private final int burst;
    private double tokens;
    private long filledAt;

    TokenBucket(double perSecond, int burst, long now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filledAt = now;
    }

    /**
     * Takes one permit if there is one.
     *
     * @param now nanoseconds of a running clock
     * @return nanoseconds until there is one, zero when it was taken
     */
    long take(long now) {
        tokens = Math.min(burst, tokens + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return (long) Math.ceil((1 - tokens) / perSecond * NANOS);
    }
}
