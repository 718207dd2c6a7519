package io.fleetstop.simulator;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TokenBucketTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void takes_the_burst_at_once_and_then_tells_how_long_to_wait() {
        TokenBucket bucket = new TokenBucket(4, 2, 0);

        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isZero();
        assertThat(bucket.take(0)).isEqualTo(SECOND / 4);
    }

    @Test
    void refused_call_takes_nothing() {
        TokenBucket bucket = new TokenBucket(1, 1, 0);
        bucket.take(0);
        bucket.take(SECOND / 2);

        assertThat(bucket.take(SECOND)).isZero();
    }

    @Test
    void rest_fills_no_further_than_the_burst() {
        TokenBucket bucket = new TokenBucket(10, 1, 0);

        assertThat(bucket.take(100 * SECOND)).isZero();
        assertThat(bucket.take(100 * SECOND)).isPositive();
    }
}
