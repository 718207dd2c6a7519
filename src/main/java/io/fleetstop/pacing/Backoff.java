package io.fleetstop.pacing;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next try: anything from nothing to a bound that doubles with each try ("full jitter"), so that callers who
 * were refused together do not come back together.
 */
public final class Backoff {
    private final Duration base;
    private final Duration cap;
    private final RandomGenerator random;

    /**
     * @param base bound of the first wait
     * @param cap bound of any wait
     */
    public Backoff(Duration base, Duration cap, RandomGenerator random) {
        if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("a backoff needs 0 < base <= cap, got " + base + " and " + cap);
        }
        this.base = base;
        this.cap = cap;
        this.random = random;
    }

    /** @param tries made so far, from 1 */
    public Duration afterTry(int tries) {
        // Beyond 30 doublings any base has passed any cap, and shifting further would wrap around.
        long bound = Math.min(cap.toMillis(), base.toMillis() << Math.min(tries - 1, 30));
        return Duration.ofMillis(random.nextLong(Math.max(bound, base.toMillis()) + 1));
    }

    /** Never sooner than the one who refused asked for; the jitter comes on top, since everybody got the same hint. */
    public Duration afterTry(int tries, Duration hint) {
        return hint.plus(afterTry(tries));
    }
}
