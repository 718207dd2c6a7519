package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.http.ScriptedCloud;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HintsReachTheCallerTest extends CloudTest {

    private static final String QUOTA = "Limit:10,Remain:0,TimeLeft:2500,Reset:1234";

    @Test
    void a_throttle_names_its_pause() {
        answers(400, Map.of("X-Acs-Retry-After", "1500"), "Throttling.User");
        assertThat(stop().retryAfter()).isEqualTo(Duration.ofMillis(1500));

        answers(400, Map.of("X-RateLimit-User-Api", QUOTA), "Throttling.User");
        assertThat(stop().retryAfter()).isEqualTo(Duration.ofMillis(2500));
        assertThat(states("i-1").retryAfter()).isEqualTo(Duration.ofMillis(2500));
        assertThat(states("i-1").kind()).isEqualTo(StatesAnswer.Kind.THROTTLED);

        answers(503, Map.of("Retry-After", "4"), "ServiceUnavailable");
        assertThat(stop().retryAfter()).isEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void the_quota_of_an_accepted_stop_is_no_pause() {
        cloud.script(ScriptedCloud.answer(200, Map.of("X-RateLimit-User-Api", QUOTA), "{\"RequestId\":\"r-1\"}"));

        assertThat(stop().retryAfter()).isZero();
    }

    @Test
    void the_quota_of_a_failed_stop_is_no_pause() {
        answers(500, Map.of("X-RateLimit-User-Api", QUOTA), "InternalError");

        assertThat(stop().retryAfter()).isZero();
    }

    @Test
    void a_gateway_that_asks_for_patience_is_heard() {
        cloud.script(ScriptedCloud.answer(502, Map.of("Retry-After", "7"), "<html>Bad Gateway</html>"));

        assertThat(stop().kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(stop().retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void an_unlisted_refusal_with_the_vendors_hint_is_a_throttle() {
        answers(400, Map.of("x-acs-retry-after", "800"), "Never.Seen");

        assertThat(stop().kind()).isEqualTo(Kind.THROTTLED);
        assertThat(stop().retryAfter()).isEqualTo(Duration.ofMillis(800));
    }

    private void answers(int status, Map<String, String> headers, String code) {
        cloud.script(ScriptedCloud.answer(status, headers, errorBody(code, "m")));
    }
}
