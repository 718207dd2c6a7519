package io.fleetstop.actionapi.aliyun;

import com.aliyun.ecs20140526.Client;
import com.aliyun.ecs20140526.models.StopInstanceRequest;
import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.wire.Query;
import io.fleetstop.wire.aliyun.RpcSignature;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.fleetstop.actionapi.aliyun.PresentClient.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** Calls that are not done, and requests at the same address that are no calls of this vendor. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(WithAccessKeys.class)
class RefusedCallsTest {
    private static final String VERSION = "2014-05-26";

    @Inject
    Simulator simulator;

    private Client client;

    @BeforeEach
    void setup() throws Exception {
        simulator.reset();
        client = PresentClient.with(WithAccessKeys.KEY, WithAccessKeys.SECRET);
    }

    @Test
    void wrong_secret_is_refused() throws Exception {
        client = PresentClient.with(WithAccessKeys.KEY, WithAccessKeys.OTHER_SECRET);
        var error = refused(() -> client.stopInstance(new StopInstanceRequest().setInstanceId("i-sim001")));

        assertThat(error.getStatusCode()).isEqualTo(400);
        assertThat(error.getCode()).isEqualTo("SignatureDoesNotMatch");
        assertThat(simulator.calls().all()).isEmpty();
    }

    @Test
    void unknown_key_is_refused() throws Exception {
        client = PresentClient.with("nobody", WithAccessKeys.SECRET);
        var error = refused(() -> client.stopInstance(new StopInstanceRequest().setInstanceId("i-sim001")));

        assertThat(error.getStatusCode()).isEqualTo(404);
        assertThat(error.getCode()).isEqualTo("InvalidAccessKeyId.NotFound");
    }

    @ParameterizedTest
    @CsvSource({
        "StartInstance, 2014-05-26, 404, InvalidAction.NotFound",
        "StopInstance,  2020-04-01, 400, InvalidVersion"
    })
    void unknown_action_or_version_is_the_vendors_error(String action, String version, int status, String code) {
        var error = refused(() -> PresentClient.call(client, action, version, Map.of("InstanceId", "i-sim001")));

        assertThat(error.getStatusCode()).isEqualTo(status);
        assertThat(error.getCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "StoppedMode, Sideways,   InvalidParameter,            StoppedMode",
        "ForceStop,   perhaps,    InvalidParameter,            ForceStop",
        "Hibernate,   true,       InvalidParameter,            Hibernate",
        "WaitFor,     Godot,      InvalidParameter,            WaitFor",
        "Target,      elsewhere,  InvalidParameter,            Target",
        "InstanceId,  i 1,        InvalidParameter,            InstanceId",
        "ClientToken, two words,  InvalidClientToken.Malformed, clientToken"
    })
    void parameter_that_will_not_do_is_named(String name, String value, String code, String named) {
        Map<String, String> parameters = new TreeMap<>(Map.of("InstanceId", "i-sim001"));
        parameters.put(name, value);
        var error = refused(() -> PresentClient.call(client, "StopInstance", VERSION, parameters));

        assertThat(error.getStatusCode()).isEqualTo(400);
        assertThat(error.getCode()).isEqualTo(code);
        assertThat(error.getMessage()).contains(named);
        assertThat(simulator.calls().all()).isEmpty();
    }

    @Test
    void missing_and_too_many_instances_are_refused() {
        var none = refused(() -> PresentClient.call(client, "StopInstance", VERSION, Map.of()));
        Map<String, String> many =
                new TreeMap<>(Map.of("RegionId", "cn-hangzhou", "BatchOptimization", "SuccessFirst"));
        IntStream.rangeClosed(1, 101).forEach(number -> many.put("InstanceId." + number, "i-" + number));
        var tooMany = refused(() -> PresentClient.call(client, "StopInstances", VERSION, many));

        assertThat(none.getCode()).isEqualTo("MissingParameter");
        assertThat(tooMany.getCode()).isEqualTo("InvalidParameter");
        assertThat(tooMany.getMessage()).contains("1 to 100");
    }

    @Test
    void hundred_ids_of_the_greatest_length_fit_into_a_query() {
        Map<String, String> longest =
                new TreeMap<>(Map.of("RegionId", "cn-hangzhou", "BatchOptimization", "SuccessFirst", "DryRun", "true"));
        IntStream.rangeClosed(1, 100)
                .forEach(number -> longest.put("InstanceId." + number, "i-%03d".formatted(number) + "x".repeat(123)));
        longest.put("Target", "elsewhere");
        var error = refused(() -> PresentClient.call(client, "StopInstances", VERSION, longest));

        assertThat(error.getCode()).isEqualTo("InvalidParameter");
        assertThat(error.getMessage()).contains("Target");
    }

    @Test
    void token_used_on_rest_is_known_here() throws Exception {
        String token = UUID.randomUUID().toString();
        String path = given().contentType("application/json")
                .body("{\"instanceIds\": [\"i-sim001\"], \"clientToken\": \"" + token + "\"}")
                .post("/v1/stop-jobs")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        await().until(() -> given().get(path).path("finishedAt") != null);
        long calls = simulator.calls().total();

        PresentClient.call(client, "StopInstance", VERSION, Map.of("InstanceId", "i-sim001", "ClientToken", token));
        var error = refused(() -> PresentClient.call(
                client, "StopInstance", VERSION, Map.of("InstanceId", "i-sim002", "ClientToken", token)));

        assertThat(simulator.calls().total()).isEqualTo(calls);
        assertThat(error.getCode()).isEqualTo("IdempotentParameterMismatch");
    }

    @Test
    void copy_of_a_signed_call_is_refused() throws Exception {
        String query = Query.canonical(signed("POST", "i-sim001"));

        assertThat(post("/?" + query, BodyPublishers.noBody()).statusCode()).isEqualTo(200);
        HttpResponse<String> copy = post("/?" + query, BodyPublishers.noBody());

        assertThat(copy.statusCode()).isEqualTo(400);
        assertThat(copy.body()).contains("SignatureNonceUsed");
    }

    @Test
    void parameters_may_come_in_a_form_and_by_get() throws Exception {
        assertThat(post("/", BodyPublishers.ofString(Query.canonical(signed("POST", "i-sim001"))))
                        .statusCode())
                .isEqualTo(200);
        given().urlEncodingEnabled(false)
                .get("/?" + Query.canonical(signed("GET", "i-sim002")))
                .then()
                .statusCode(200)
                .contentType("text/xml");
    }

    @Test
    void body_that_is_too_large_is_an_error_of_the_vendors_form_whole_or_in_pieces() throws Exception {
        byte[] ballast = new byte[70 * 1024];
        for (BodyPublisher body : new BodyPublisher[] {
            BodyPublishers.ofByteArray(ballast), BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(ballast))
        }) {
            HttpResponse<String> answer = post("/?Action=StopInstance", body);

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("\"Code\":\"RequestTooLarge\"");
        }
    }

    @Test
    void call_without_a_signature_is_refused_in_the_vendors_form() {
        given().get("/?Action=StopInstance&Version=2014-05-26&InstanceId=i-sim001&Format=JSON")
                .then()
                .statusCode(400)
                .body("Code", equalTo("MissingParameter"));
    }

    @Test
    void all_else_at_this_address_is_as_it_was() {
        given().get("/").then().statusCode(404).contentType("application/problem+json");
        given().contentType("application/json").body("{}").post("/").then().statusCode(404);
        given().get("/x?Action=StopInstance").then().statusCode(404).contentType("application/problem+json");
    }

    private static SortedMap<String, String> signed(String method, String instanceId) {
        SortedMap<String, String> all = new TreeMap<>(Map.of(
                "Action",
                "StopInstance",
                "Version",
                VERSION,
                "InstanceId",
                instanceId,
                "AccessKeyId",
                WithAccessKeys.KEY,
                "SignatureMethod",
                "HMAC-SHA1",
                "SignatureVersion",
                "1.0",
                "SignatureNonce",
                UUID.randomUUID().toString(),
                "Timestamp",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
        all.put("Signature", new RpcSignature(method, new TreeMap<>(all)).signature(WithAccessKeys.SECRET));
        return all;
    }

    private static HttpResponse<String> post(String target, BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + target))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(body)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
