package io.fleetstop.identity;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class IssuerCallsTest {
    @Test
    void codes_that_strangers_make_up_do_not_all_reach_the_issuer() {
        var calls = new IssuerCalls(null);
        long reached =
                IntStream.range(0, 100_000).filter(i -> calls.mayEndLogin()).count();
        assertThat(reached).isBetween(100L, 200L);
    }
}
