package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.StopAnswers;
import io.fleetstop.provider.http.ScriptedCloud;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Several instances in one call: who gets which answer. */
class BatchTest extends CloudTest {
    @Test
    void several_instances_go_with_the_action_for_many() {
        cloud.script(answer(verdict("i-1", "200") + "," + verdict("i-2", "200")));

        stopAll("i-1", "i-2");

        assertThat(cloud.onlyCall().headers().get("x-acs-action")).isEqualTo("StopInstances");
        assertThat(cloud.onlyCall().query())
                .isEqualTo("BatchOptimization=SuccessFirst&ForceStop=false&InstanceId.1=i-1&InstanceId.2=i-2"
                        + "&RegionId=cn-hangzhou&StoppedMode=KeepCharging");
    }

    @Test
    void stop_with_a_confirmation_is_for_one_instance() {
        assertThat(provider().stopsMany(true)).isFalse();
        assertThat(provider().stopsMany(false)).isTrue();
    }

    @Test
    void each_instance_has_its_own_verdict() {
        cloud.script(answer(String.join(
                ",",
                verdict("i-4", "InvalidInstanceId.NotFound"),
                verdict("i-3", "Throttling.User"),
                verdict("i-2", "IncorrectInstanceStatus"),
                verdict("i-1", "200"))));

        StopAnswers answers = stopAll("i-1", "i-2", "i-3", "i-4");

        assertThat(answers.of("i-1").kind()).isEqualTo(Kind.ACCEPTED);
        assertThat(answers.of("i-2").kind()).isEqualTo(Kind.CONFLICT);
        assertThat(answers.of("i-3").kind()).isEqualTo(Kind.THROTTLED);
        assertThat(answers.of("i-4").kind()).isEqualTo(Kind.REFUSED);
        assertThat(answers.of("i-4").providerRequestId()).isEqualTo("r-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Stopping", "Stopped"})
    void instance_that_was_down_before_is_no_stop_of_ours(String before) {
        cloud.script(answer("{\"InstanceId\":\"i-1\",\"PreviousStatus\":\"" + before + "\",\"CurrentStatus\":\""
                + before + "\",\"Code\":\"200\",\"Message\":\"success\"}"));

        assertThat(stopAll("i-1", "i-2").of("i-1").kind()).isEqualTo(Kind.CONFLICT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"InstanceId\":\"i-2\",\"Code\":\"200\"}",
                "{\"InstanceId\":\"i-1\"}",
                "{\"InstanceId\":\"i-1\",\"Code\":\"200\"},{\"InstanceId\":\"i-1\",\"Code\":\"200\"}",
                "{\"InstanceId\":\"i-1\",\"Code\":\"NobodyKnowsThis\"}",
                "null",
                ""
            })
    void without_one_clear_verdict_nothing_is_known(String verdicts) {
        cloud.script(answer(verdicts));

        assertThat(stopAll("i-1", "i-2").of("i-1").kind()).isEqualTo(Kind.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidInstanceType.NotSupported", "OperationDenied.NobodyKnowsWhy"})
    void refusal_that_no_page_lists_is_final_and_told_in_its_own_words(String code) {
        cloud.script(answer(verdict("i-1", code)));

        StopAnswer answer = stopAll("i-1", "i-2").of("i-1");

        assertThat(answer.kind()).isEqualTo(Kind.REFUSED);
        assertThat(answer.code()).isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"RequestId\":\"r-1\"}", "{\"RequestId\":\"r-1\",\"InstanceResponses\":null}", "{}", "no"})
    void without_a_list_nothing_is_known(String body) {
        cloud.script(ScriptedCloud.answer(200, body));

        assertThat(stopAll("i-1", "i-2").each().values()).allMatch(answer -> answer.kind() == Kind.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "404, InvalidInstanceId.NotFound, UNDIVIDED",
        "403, IncorrectInstanceStatus,    UNDIVIDED",
        "403, IncorrectDiskStatus,        UNDIVIDED",
        "400, Throttling.User,            THROTTLED",
        "403, Forbidden.RAM,              DENIED",
        "500, InternalError,              UNKNOWN"
    })
    void refusal_of_the_whole_call_tells_what_holds_for_all_and_blames_nobody(int status, String code, Kind kind) {
        cloud.script(ScriptedCloud.answer(
                status, "{\"RequestId\":\"r-1\",\"Code\":\"" + code + "\",\"Message\":\"m\",\"HostId\":\"h\"}"));

        assertThat(stopAll("i-1", "i-2").each().values()).hasSize(2).allMatch(answer -> answer.kind() == kind);
    }

    private static String verdict(String id, String code) {
        return "{\"InstanceId\":\"" + id
                + "\",\"PreviousStatus\":\"Running\",\"CurrentStatus\":\"Stopping\",\"Code\":\"" + code
                + "\",\"Message\":\"m\"}";
    }

    private static Handler<HttpServerRequest> answer(String verdicts) {
        return ScriptedCloud.answer(
                200, "{\"RequestId\":\"r-1\",\"InstanceResponses\":{\"InstanceResponse\":[" + verdicts + "]}}");
    }
}
