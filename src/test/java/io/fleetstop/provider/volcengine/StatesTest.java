package io.fleetstop.provider.volcengine;

import io.fleetstop.provider.Provider;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StatesAnswer.Kind;
import io.fleetstop.provider.StatesAnswer.Seen;
import io.fleetstop.provider.StatesAnswer.State;
import io.fleetstop.provider.http.ScriptedCloud;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StatesTest extends CloudTest {

    @ParameterizedTest
    @CsvSource({
        "CREATING,CHANGING",
        "RUNNING,RUNNING",
        "STOPPING,STOPPING",
        "STOPPED,STOPPED",
        "REBOOTING,CHANGING",
        "STARTING,CHANGING",
        "REBUILDING,CHANGING",
        "RESIZING,CHANGING",
        "ERROR,LOST",
        "DELETING,LOST"
    })
    void each_status_has_its_state(String status, State state) {
        lists(Map.of("i-1", status));

        assertThat(states("i-1")).isEqualTo(read(Map.of("i-1", state)));
    }

    @Test
    void a_status_nobody_knows_is_not_guessed() {
        lists(Map.of("i-1", "LEVITATING", "i-2", "RUNNING"));

        assertThat(states("i-1", "i-2")).isEqualTo(read(Map.of("i-2", State.RUNNING)));
    }

    @Test
    void an_empty_list_says_nothing_about_anybody() {
        lists(Map.of());

        assertThat(states("i-1")).isEqualTo(read(Map.of()));
    }

    @Test
    void an_instance_that_nobody_asked_for_is_left_out() {
        lists(Map.of("i-1", "RUNNING", "i-9", "STOPPED"));

        assertThat(states("i-1").states()).containsOnlyKeys("i-1");
    }

    @Test
    void a_hundred_wordy_instances_are_read_with_one_call() {
        var instances = new JsonArray();
        IntStream.range(0, 100)
                .forEach(i -> instances.add(instance("i-" + i, "RUNNING").put("Description", "x".repeat(20_000))));
        cloud.script(ScriptedCloud.answer(200, body(instances)));
        var ids = IntStream.range(0, 100).mapToObj(i -> "i-" + i).toList();

        assertThat(answerOf(provider().states(ids)).states()).hasSize(100);
        assertThat(cloud.calls()).hasSize(1);
    }

    @Test
    void asking_for_nobody_makes_no_call() {
        assertThat(states()).isEqualTo(read(Map.of()));
        assertThat(cloud.calls()).isEmpty();
    }

    @Test
    void more_than_a_hundred_ids_are_the_callers_mistake() {
        var tooMany = Collections.nCopies(Provider.MOST_IDS + 1, "i-1");

        assertThatThrownBy(() -> provider().states(tooMany)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "429,FlowLimitExceeded,THROTTLED",
        "200,AccountFlowLimitExceeded,THROTTLED",
        "403,AccessDenied,DENIED",
        "401,InvalidAccessKey,DENIED",
        "500,InternalError,FAILED",
        "400,InvalidArgument,FAILED"
    })
    void each_refusal_has_its_kind(int status, String code, Kind kind) {
        cloud.script(error(status, code, "m"));
        var answer = states("i-1");

        assertThat(answer.kind()).isEqualTo(kind);
        assertThat(answer.providerCode()).isEqualTo(code);
        assertThat(answer.states()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"Instances\":{}}", "{\"Instances\":null}", "[]"})
    void a_result_without_a_list_is_a_failed_read(String result) {
        cloud.script(ScriptedCloud.answer(200, success(result)));

        assertThat(states("i-1").kind()).isEqualTo(Kind.FAILED);
    }

    private void lists(Map<String, String> statuses) {
        var instances = new JsonArray();
        statuses.forEach((id, status) -> instances.add(instance(id, status)));
        cloud.script(ScriptedCloud.answer(200, body(instances)));
    }

    private static JsonObject instance(String id, String status) {
        return new JsonObject().put("InstanceId", id).put("Status", status);
    }

    private static String body(JsonArray instances) {
        return success(new JsonObject()
                .put("TotalCount", instances.size())
                .put("NextToken", "")
                .put("Instances", instances)
                .encode());
    }

    private static StatesAnswer read(Map<String, State> states) {
        Map<String, Seen> seen = new HashMap<>();
        states.forEach((id, state) -> seen.put(id, Seen.of(state)));
        return new StatesAnswer(Kind.READ, seen, Duration.ZERO, null);
    }
}
