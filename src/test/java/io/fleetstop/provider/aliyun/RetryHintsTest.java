package io.fleetstop.provider.aliyun;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RetryHintsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    x-acs-retry-after | 2000 | 2000
                    X-ACS-Retry-After | 2000 | 2000
                    x-acs-retry-after | ' 1 ' | 1
                    x-acs-retry-after | 0 | 0
                    x-acs-retry-after | -5 | 0
                    x-acs-retry-after | soon | 0
                    x-acs-retry-after | 1.5 | 0
                    x-acs-retry-after | '' | 0
                    x-acs-retry-after | 60001 | 60000
                    x-acs-retry-after | 999999999999999 | 60000
                    x-acs-retry-after | 99999999999999999999999999 | 0
                    x-ratelimit-user-api | Limit:10,Remain:0,TimeLeft:2000,Reset:1234 | 2000
                    X-RateLimit-User | Limit: 10, Remain: 0, TimeLeft: 3000 | 3000
                    x-ratelimit-user | Limit:10,Remain:-1,TimeLeft:2000,Reset:1234 | 0
                    x-ratelimit-user | Limit:10,Remain:0,TimeLeft:-1,Reset:1234 | 0
                    x-ratelimit-user | Limit:10,Remain:0,TimeLeft:90000,Reset:1234 | 60000
                    x-ratelimit-user | rubbish | 0
                    Retry-After | 3 | 3000
                    retry-after | 61 | 60000
                    retry-after | 99999999 | 60000
                    retry-after | -1 | 0
                    retry-after | Fri, 31 Dec 1999 23:59:59 GMT | 0
                    """)
    void each_header_alone(String name, String value, long millis) {
        assertThat(hints(Map.of(name, value)).pauseWhenThrottled()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void the_longer_of_the_two_quotas_counts() {
        var hints = hints(Map.of(
                "x-ratelimit-user-api", "Limit:10,Remain:0,TimeLeft:2000,Reset:1",
                "x-ratelimit-user", "Limit:99,Remain:0,TimeLeft:7000,Reset:1"));

        assertThat(hints.pauseWhenThrottled()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void a_quota_that_does_not_limit_is_left_out() {
        var hints = hints(Map.of(
                "x-ratelimit-user-api", "Limit:10,Remain:0,TimeLeft:2000,Reset:1",
                "x-ratelimit-user", "Limit:-1,Remain:-1,TimeLeft:7000,Reset:1"));

        assertThat(hints.pauseWhenThrottled()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void the_vendors_newer_header_wins_over_the_older_and_over_the_common_one() {
        var hints = hints(Map.of(
                "x-acs-retry-after", "500",
                "x-ratelimit-user", "Limit:99,Remain:0,TimeLeft:7000,Reset:1",
                "retry-after", "9"));

        assertThat(hints.pauseWhenThrottled()).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void the_vendors_older_header_wins_over_the_common_one() {
        var hints = hints(Map.of("x-ratelimit-user", "Limit:99,Remain:0,TimeLeft:7000,Reset:1", "retry-after", "9"));

        assertThat(hints.pauseWhenThrottled()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void quota_headers_mean_a_pause_only_with_a_throttle() {
        assertThat(hints(Map.of("x-ratelimit-user", "Limit:99,Remain:5,TimeLeft:7000,Reset:1"))
                        .pause())
                .isZero();
    }

    @Test
    void no_header_is_no_hint() {
        assertThat(hints(Map.of()).pauseWhenThrottled()).isZero();
    }

    private static RetryHints hints(Map<String, String> headers) {
        var wire = MultiMap.caseInsensitiveMultiMap();
        headers.forEach(wire::add);
        return new RetryHints(wire);
    }
}
