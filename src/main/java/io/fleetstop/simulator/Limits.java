package io.fleetstop.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The quota that the simulated cloud keeps to itself: so many calls of an action for an account. May be changed while it runs. Safe for
 * use by several threads.
 */
public final class Limits {
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final double HIGHEST_RATE = 1_000_000;

    private final LongSupplier nanoTime;
    private final Map<String, TokenBucket> buckets = new HashMap<>();
    private double perSecond;
    private int burst;
    private ThrottleHint hint = ThrottleHint.NONE;

    Limits(double perSecond, int burst, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        set(perSecond, burst);
    }

    /**
     * Changes the quota of every action; all start with a full burst again.
     *
     * @param ratePerSecond above 0, at most 1,000,000
     * @param burst at least 1, at most 1,000,000
     */
    public synchronized void set(double ratePerSecond, int burst) {
        boolean sane = ratePerSecond > 0 && ratePerSecond <= HIGHEST_RATE && burst >= 1 && burst <= HIGHEST_RATE;
        if (!sane) {
            throw new IllegalArgumentException(
                    "rate per second must be above 0, burst at least 1, both at most 1000000, but they are "
                            + ratePerSecond + " and " + burst);
        }
        this.perSecond = ratePerSecond;
        this.burst = burst;
        buckets.clear();
    }

    /** How throttled answers say when to come back; {@link ThrottleHint#NONE} at first. */
    public synchronized void hint(ThrottleHint newHint) {
        hint = newHint;
    }

    /** @return milliseconds until the next call is taken, at least 1; zero when this one is */
    synchronized long take(String accessKeyId, String action) {
        long now = nanoTime.getAsLong();
        TokenBucket bucket =
                buckets.computeIfAbsent(accessKeyId + "/" + action, key -> new TokenBucket(perSecond, burst, now));
        return (bucket.take(now) + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
    }

    synchronized Map<String, String> hintHeaders(long waitMillis) {
        return hint.headers(waitMillis, burst);
    }

    synchronized Map<String, String> volcengineHintHeaders(long waitMillis) {
        return hint.volcengineHeaders(waitMillis);
    }
}
