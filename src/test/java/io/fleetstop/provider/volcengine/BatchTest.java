package io.fleetstop.provider.volcengine;

import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.StopAnswers;
import io.fleetstop.provider.http.ScriptedCloud;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Several instances in one call: who gets which answer. */
class BatchTest extends CloudTest {
    @Test
    void each_instance_has_its_own_verdict() {
        cloud.script(
                ScriptedCloud.answer(
                        200,
                        details(
                                "{\"InstanceId\":\"i-3\"},"
                                        + "{\"InstanceId\":\"i-1\",\"Error\":{\"Code\":\"FlowLimitExceeded\",\"Message\":\"m\"}},"
                                        + "{\"InstanceId\":\"i-2\",\"Error\":{\"Code\":\"InvalidInstance.NotFound\",\"Message\":\"m\"}}")));

        StopAnswers answers = stopAll("i-1", "i-2", "i-3");

        assertThat(answers.of("i-1").kind()).isEqualTo(Kind.THROTTLED);
        assertThat(answers.of("i-2").kind()).isEqualTo(Kind.REFUSED);
        assertThat(answers.of("i-3").kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(answers.ofTheRate().kind()).isEqualTo(Kind.THROTTLED);
        assertThat(cloud.onlyCall().query()).contains("InstanceIds.1=i-1&InstanceIds.2=i-2&InstanceIds.3=i-3");
    }

    @Test
    void of_an_instance_that_is_not_listed_or_listed_twice_nothing_is_known() {
        cloud.script(ScriptedCloud.answer(
                200,
                details("{\"InstanceId\":\"i-1\"},{\"InstanceId\":\"i-2\"},{\"InstanceId\":\"i-2\"},"
                        + "{\"InstanceId\":\"i-9\"}")));

        StopAnswers answers = stopAll("i-1", "i-2", "i-3");

        assertThat(answers.of("i-1").kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(answers.of("i-2").kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(answers.of("i-3").kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(answers.each()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "400, InvalidArgument,               UNDIVIDED",
        "404, InvalidInstance.NotFound,      UNDIVIDED",
        "400, InvalidInstanceStatus,         UNDIVIDED",
        "400, OperationDenied.ResourceLocked, UNDIVIDED",
        "429, FlowLimitExceeded,             THROTTLED",
        "403, AccessDenied,                  DENIED",
        "500, InternalError,                 UNKNOWN",
        "412, IdempotentProcessing,          UNKNOWN"
    })
    void refusal_of_the_whole_call_tells_what_holds_for_all_and_blames_nobody(int status, String code, Kind kind) {
        cloud.script(ScriptedCloud.answer(status, errorBody(code, "m")));

        StopAnswers answers = stopAll("i-1", "i-2");

        assertThat(answers.each().values()).hasSize(2).allMatch(answer -> answer.kind() == kind);
        assertThat(answers.of("i-1").providerCode()).isEqualTo(code);
    }

    @Test
    void hundred_ids_of_the_greatest_length_are_answered() {
        String[] ids = IntStream.range(0, 100)
                .mapToObj(place -> "i-%03d".formatted(place) + "x".repeat(123))
                .toArray(String[]::new);
        String said = ",\"Error\":{\"Code\":\"" + "c".repeat(128) + "\",\"Message\":\"" + "m".repeat(512) + "\"}}";
        cloud.script(ScriptedCloud.answer(
                200,
                details(String.join(
                        ",",
                        IntStream.range(0, 100)
                                .mapToObj(place -> "{\"InstanceId\":\"" + ids[place] + "\"" + said)
                                .toList()))));

        assertThat(stopAll(ids).each().values()).hasSize(100).noneMatch(answer -> answer.providerCode() == null);
    }
}
