package io.fleetstop.provider.volcengine;

import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.http.ScriptedCloud;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a call that was taken says about the one instance in it, and how long it asks to wait. */
class VerdictTest extends CloudTest {

    @ParameterizedTest
    @ValueSource(strings = {"{\"InstanceId\":\"i-1\"}", "{\"InstanceId\":\"i-1\",\"Error\":null}"})
    void an_instance_that_is_listed_without_an_error_was_taken(String verdict) {
        cloud.script(ScriptedCloud.answer(200, details(verdict)));
        var answer = stop();

        assertThat(answer.kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(answer.code()).isNull();
        assertThat(answer.providerRequestId()).isEqualTo("r-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"InstanceId\":\"i-2\"}",
                "{\"InstanceId\":\"i-2\",\"Error\":{\"Code\":\"InvalidInstance.NotFound\",\"Message\":\"m\"}}",
                "{\"InstanceId\":\"i-1\"},{\"InstanceId\":\"i-1\"}",
                "{\"InstanceId\":\"i-1\",\"Error\":{}}",
                "{\"InstanceId\":\"i-1\",\"Error\":{\"Code\":\"\",\"Message\":\"\"}}",
                "{\"InstanceId\":\"i-1\",\"Error\":\"no\"}",
                "null",
                "\"i-1\""
            })
    void without_one_clear_verdict_nothing_is_known(String verdicts) {
        cloud.script(ScriptedCloud.answer(200, details(verdicts)));
        var answer = stop();

        assertThat(answer.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(answer.code()).isEqualTo("InternalError");
        assertThat(answer.providerRequestId()).isEqualTo("r-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"OperationDetails\":null}", "{\"OperationDetails\":{}}", "[]"})
    void without_a_list_nothing_is_known(String result) {
        cloud.script(ScriptedCloud.answer(200, success(result)));

        assertThat(stop().kind()).isEqualTo(Kind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 302, 500})
    void a_good_body_under_another_status_is_unknown(int status) {
        cloud.script(ScriptedCloud.answer(status, ACCEPTED));

        assertThat(stop().kind()).isEqualTo(Kind.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({"3,3", "' 3 ',3", "61,60", "99999999,60", "0,0", "-1,0", "1.5,0", "soon,0", "999999999999999999999,0"})
    void hint_of_a_throttle_is_in_whole_seconds_and_a_minute_at_most(String value, long seconds) {
        cloud.script(
                ScriptedCloud.answer(429, Map.of("Retry-After", value), errorBody("FlowLimitExceeded", "slow down")));

        assertThat(stop().retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
        assertThat(states("i-1").retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void hint_beside_a_throttled_instance_counts() {
        var body = details(verdict("FlowLimitExceeded", "slow down"));
        cloud.script(ScriptedCloud.answer(200, Map.of("Retry-After", "2"), body));

        assertThat(stop().retryAfter()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void hint_beside_a_final_answer_is_none() {
        cloud.script(ScriptedCloud.answer(403, Map.of("Retry-After", "2"), errorBody("AccessDenied", "no")));

        assertThat(stop().retryAfter()).isZero();
    }
}
