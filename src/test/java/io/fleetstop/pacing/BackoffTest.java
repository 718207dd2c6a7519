package io.fleetstop.pacing;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BackoffTest {
    private static final Duration BASE = Duration.ofMillis(300);
    private static final Duration CAP = Duration.ofSeconds(30);

    private final Backoff backoff = new Backoff(BASE, CAP, new SplittableRandom());

    @RepeatedTest(50)
    void wait_lies_between_nothing_and_a_bound_that_doubles() {
        assertThat(backoff.afterTry(1)).isBetween(Duration.ZERO, BASE);
        assertThat(backoff.afterTry(4)).isBetween(Duration.ZERO, BASE.multipliedBy(8));
    }

    @RepeatedTest(50)
    void wait_never_exceeds_its_cap_however_many_tries_there_were() {
        assertThat(backoff.afterTry(10_000)).isBetween(Duration.ZERO, CAP);
    }

    @RepeatedTest(50)
    void hint_is_the_least_and_jitter_comes_on_top() {
        Duration hint = Duration.ofSeconds(7);
        assertThat(backoff.afterTry(1, hint)).isBetween(hint, hint.plus(BASE));
    }

    @Test
    void waits_spread_over_the_whole_range() {
        double mean = java.util.stream.IntStream.range(0, 10_000)
                .mapToLong(round -> backoff.afterTry(1).toMillis())
                .average()
                .orElseThrow();
        assertThat(mean).isBetween(140.0, 160.0);
    }

    @Test
    void bounds_that_make_no_sense_are_refused() {
        assertThatThrownBy(() -> new Backoff(CAP, BASE, new SplittableRandom()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT30S");
    }
}
