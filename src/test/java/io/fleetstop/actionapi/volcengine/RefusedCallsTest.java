package io.fleetstop.actionapi.volcengine;

import com.volcengine.Pair;
import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.VolcengineClient;
import io.fleetstop.testing.VolcengineClient.Stopped;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.fleetstop.testing.VolcengineClient.code;
import static io.fleetstop.testing.VolcengineClient.message;
import static io.fleetstop.testing.VolcengineClient.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** Calls that are not done, as the vendor's client and others get them. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(WithAccessKeys.class)
class RefusedCallsTest {
    private static final List<String> ONE = List.of("i-sim101");
    private static final Map<String, String> NO_MORE = Map.of();

    @Inject
    Simulator simulator;

    private VolcengineClient client;

    @BeforeEach
    void setup() {
        simulator.reset();
        client = VolcengineClient.with(WithAccessKeys.KEY, WithAccessKeys.SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        WithAccessKeys.KEY + ", guessed,               401, SignatureDoesNotMatch, 100010",
        "nobody, " + WithAccessKeys.SECRET + ", 401, InvalidAccessKey,      100009"
    })
    void wrong_secret_and_unknown_key_are_told_apart(String key, String secret, int status, String code, int number) {
        var refusal = refused(() -> VolcengineClient.with(key, secret).stop(ONE, NO_MORE));

        assertThat(refusal.getCode()).isEqualTo(status);
        assertThat(code(refusal)).isEqualTo(code);
        assertThat(refusal.getResponseMetadata().getError().getCodeN()).isEqualTo(number);
        assertThat(simulator.calls().all()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"StopInstance, 2020-04-01", "StopInstances, 2014-05-26"})
    void unknown_action_or_version_is_not_found(String action, String version) {
        var refusal = refused(
                () -> client.call(action, version, Stopped.class, List.of(new Pair("InstanceIds.1", "i-sim101"))));

        assertThat(refusal.getCode()).isEqualTo(404);
        assertThat(code(refusal)).isEqualTo("InvalidActionOrVersion");
        assertThat(refusal.getResponseMetadata().getError().getCodeN()).isEqualTo(100008);
        assertThat(refusal.getResponseMetadata().getAction()).isEqualTo(action);
    }

    @Test
    void unknown_action_under_a_wrong_signature_is_refused_for_the_signature() {
        client = VolcengineClient.with(WithAccessKeys.KEY, WithAccessKeys.OTHER_SECRET);

        assertThat(code(refused(() -> client.call("Anything", "2020-04-01", Stopped.class, List.of()))))
                .isEqualTo("SignatureDoesNotMatch");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            StoppedMode | Sideways  | InvalidStoppedMode.Malformed | The specified StoppedMode is malformed.
            ClientToken | two words | InvalidClientToken.Malformed | The specified ClientToken is malformed.
            ForceStop   | perhaps   | InvalidArgument              | The specified argument is invalid: ForceStop
            WaitFor     | Godot     | InvalidArgument              | The specified argument is invalid: WaitFor must be one of Accepted, Stopped
            Target      | elsewhere | InvalidArgument              | The specified argument is invalid: Target is not a target you may use
            """)
    void parameter_that_will_not_do_is_told_in_the_pages_words(String name, String value, String code, String message) {
        var refusal = refused(() -> client.stop(ONE, Map.of(name, value)));

        assertThat(refusal.getCode()).isEqualTo(400);
        assertThat(code(refusal)).isEqualTo(code);
        assertThat(message(refusal)).isEqualTo(message);
        assertThat(simulator.calls().all()).isEmpty();
    }

    @Test
    void token_of_65_characters_is_malformed() {
        var refusal = refused(() -> client.stop(ONE, Map.of("ClientToken", "t".repeat(65))));

        assertThat(code(refusal)).isEqualTo("InvalidClientToken.Malformed");
    }

    @Test
    void missing_empty_impossible_and_too_many_ids_are_refused() {
        List<String> many =
                IntStream.rangeClosed(1, 101).mapToObj(number -> "i-" + number).toList();

        assertThat(code(refused(() -> client.stop(many, NO_MORE)))).isEqualTo("InvalidCount.Malformed");
        assertThat(code(refused(() -> client.stop(List.of(), NO_MORE)))).isEqualTo("MissingParameter.InstanceId");
        assertThat(code(refused(() -> client.stop(List.of("i-sim101", ""), NO_MORE))))
                .isEqualTo("MissingParameter.InstanceId");
        var impossible = refused(() -> client.stop(List.of("i-sim101", "i 1"), NO_MORE));
        assertThat(message(impossible)).contains("InstanceIds must be");
        assertThat(simulator.calls().all()).isEmpty();
    }

    @Test
    void region_without_a_target_is_told_to_name_one() {
        client = VolcengineClient.inRegion("cn-shanghai", WithAccessKeys.KEY, WithAccessKeys.SECRET);
        var refusal = refused(() -> client.stop(ONE, NO_MORE));

        assertThat(refusal.getCode()).isEqualTo(400);
        assertThat(code(refusal)).isEqualTo("InvalidArgument");
        assertThat(message(refusal)).contains("no target lies in the region").contains("parameter Target");
        assertThat(refusal.getResponseMetadata().getRegion()).isEqualTo("cn-shanghai");
    }

    @Test
    void hundred_ids_of_the_greatest_length_fit_into_a_query() {
        List<String> longest = IntStream.rangeClosed(1, 100)
                .mapToObj(number -> "i-%03d".formatted(number) + "x".repeat(123))
                .toList();
        var refusal = refused(() -> client.stop(longest, Map.of("Target", "elsewhere")));

        assertThat(message(refusal)).contains("Target");
    }

    @Test
    void token_used_on_rest_is_known_here_and_the_other_way_round() throws Exception {
        String token = UUID.randomUUID().toString();
        String id = rest(token, "i-sim101").statusCode(202).extract().path("id");
        await().until(() -> given().get("/v1/stop-jobs/" + id).path("finishedAt") != null);
        String mine = UUID.randomUUID().toString();
        String job = client.stop(ONE, Map.of("ClientToken", mine)).jobId;
        long calls = simulator.calls().total();

        assertThat(client.stop(ONE, Map.of("ClientToken", token)).jobId).isEqualTo(id);
        assertThat(code(refused(() -> client.stop(List.of("i-sim102"), Map.of("ClientToken", token)))))
                .isEqualTo("IdempotentParameterMismatch");
        rest(mine, "i-sim101").statusCode(200).body("id", equalTo(job));
        rest(mine, "i-sim102").statusCode(400).body("code", equalTo("IdempotentParameterMismatch"));
        assertThat(simulator.calls().total()).isEqualTo(calls);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?Action=StopInstances&Version=2020-04-01&InstanceIds.1=i-sim101",
                "/?Version=2020-04-01&Action=Anything"
            })
    void call_without_a_signature_is_refused_in_the_vendors_form(String call) {
        given().get(call)
                .then()
                .statusCode(401)
                .header("Content-Type", "application/json")
                .body("ResponseMetadata.Error.Code", equalTo("MissingAuthenticationToken"))
                .body("ResponseMetadata.Error.CodeN", equalTo(100003))
                .body("ResponseMetadata.Service", equalTo("ecs"));
    }

    @Test
    void body_that_is_too_large_or_no_json_is_an_error_of_the_vendors_form() throws Exception {
        var large = HandSigned.send(HandSigned.signed("POST", NO_MORE, "application/json", " ".repeat(70 * 1024))
                .build());
        var broken = HandSigned.send(
                HandSigned.signed("POST", NO_MORE, "application/json", "[1]").build());

        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(errorOf(large)).isEqualTo("RequestTooLarge");
        assertThat(broken.statusCode()).isEqualTo(400);
        assertThat(errorOf(broken)).isEqualTo("InvalidArgument");
    }

    @Test
    void id_that_is_null_in_json_is_missing_like_an_empty_one() throws Exception {
        var answer = HandSigned.send(
                HandSigned.signed("POST", NO_MORE, "application/json", "{\"InstanceIds\": [null, \"i-sim101\"]}")
                        .build());

        assertThat(errorOf(answer)).isEqualTo("MissingParameter.InstanceId");
        assertThat(simulator.calls().all()).isEmpty();
    }

    private static ValidatableResponse rest(String token, String instanceId) {
        return given().contentType("application/json")
                .body("{\"instanceIds\": [\"" + instanceId + "\"], \"target\": \"volcengine\", \"clientToken\": \""
                        + token + "\"}")
                .post("/v1/stop-jobs")
                .then();
    }

    private static String errorOf(HttpResponse<String> answer) {
        return JsonPath.from(answer.body()).getString("ResponseMetadata.Error.Code");
    }
}
