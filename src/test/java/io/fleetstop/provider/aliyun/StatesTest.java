package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.Provider;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StatesAnswer.Kind;
import io.fleetstop.provider.StatesAnswer.Seen;
import io.fleetstop.provider.StatesAnswer.Start;
import io.fleetstop.provider.StatesAnswer.State;
import io.fleetstop.provider.http.ScriptedCloud;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
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
    @CsvSource({"Pending,CHANGING", "Starting,CHANGING", "Running,RUNNING", "Stopping,STOPPING", "Stopped,STOPPED"})
    void each_status_has_its_state(String status, State state) {
        lists(Map.of("i-1", status));

        assertThat(states("i-1")).isEqualTo(read(Map.of("i-1", state)));
    }

    @Test
    void a_status_nobody_knows_is_not_guessed() {
        lists(Map.of("i-1", "Levitating", "i-2", "Running"));

        assertThat(states("i-1", "i-2")).isEqualTo(read(Map.of("i-2", State.RUNNING)));
    }

    @Test
    void the_last_start_is_known_to_the_minute() {
        var instances = new JsonArray().add(instance("i-1", "Running").put("StartTime", "2026-03-01T10:07Z"));
        cloud.script(ScriptedCloud.answer(200, body(instances)));

        assertThat(states("i-1").states().get("i-1").start())
                .isEqualTo(new Start(Instant.parse("2026-03-01T10:07:00Z"), Instant.parse("2026-03-01T10:08:00Z")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-13-01T10:07Z"})
    void a_start_that_does_not_parse_is_not_known(String time) {
        var instances = new JsonArray().add(instance("i-1", "Running").put("StartTime", time));
        cloud.script(ScriptedCloud.answer(200, body(instances)));

        assertThat(states("i-1").states().get("i-1")).isEqualTo(Seen.of(State.RUNNING));
    }

    @Test
    void an_empty_list_says_nothing_about_anybody() {
        lists(Map.of());

        assertThat(states("i-1")).isEqualTo(read(Map.of()));
    }

    @Test
    void an_instance_that_nobody_asked_for_is_left_out() {
        lists(Map.of("i-1", "Running", "i-9", "Stopped"));

        assertThat(states("i-1").states()).containsOnlyKeys("i-1");
    }

    @Test
    void a_hundred_wordy_instances_are_read() {
        var instances = new JsonArray();
        IntStream.range(0, 100)
                .forEach(i -> instances.add(instance("i-" + i, "Running").put("Description", "x".repeat(20_000))));
        cloud.script(ScriptedCloud.answer(200, body(instances)));
        var ids = IntStream.range(0, 100).mapToObj(i -> "i-" + i).toList();

        assertThat(answerOf(provider().states(ids)).states()).hasSize(100);
    }

    @Test
    void an_oversize_list_is_a_failed_read() {
        cloud.script(ScriptedCloud.answer(200, "{\"RequestId\":\"r-1\",\"x\":\"" + "x".repeat(5_000_000) + "\"}"));

        assertThat(states("i-1").kind()).isEqualTo(Kind.FAILED);
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
        "400,Throttling.User,THROTTLED",
        "403,Forbidden.RAM,DENIED",
        "404,InvalidAccessKeyId.NotFound,DENIED",
        "500,InternalError,FAILED",
        "400,InvalidParameter,FAILED",
        "400,SignatureNonceUsed,FAILED"
    })
    void each_refusal_has_its_kind(int status, String code, Kind kind) {
        cloud.script(error(status, code, "m"));
        var answer = states("i-1");

        assertThat(answer.kind()).isEqualTo(kind);
        assertThat(answer.providerCode()).isEqualTo(code);
        assertThat(answer.states()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html></html>",
                "{\"RequestId\":\"r-1\"}",
                "{\"RequestId\":\"r-1\",\"Instances\":{\"Instance\":{}}}",
                "{\"RequestId\":\"r-1\",\"Instances\":{\"Instance\":["
            })
    void an_unreadable_list_is_a_failed_read(String body) {
        cloud.script(ScriptedCloud.answer(200, body));

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
        return new JsonObject()
                .put("RequestId", "r-1")
                .put("TotalCount", instances.size())
                .put("NextToken", "")
                .put("Instances", new JsonObject().put("Instance", instances))
                .encode();
    }

    private static StatesAnswer read(Map<String, State> states) {
        Map<String, Seen> seen = new HashMap<>();
        states.forEach((id, state) -> seen.put(id, Seen.of(state)));
        return new StatesAnswer(Kind.READ, seen, Duration.ZERO, null);
    }
}
