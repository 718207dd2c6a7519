package io.fleetstop.audit;

import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.testing.AuditRows;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SignedByHand;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.wire.Query;
import io.fleetstop.wire.aliyun.RpcSignature;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What calls of the clouds' own clients leave in the audit trail. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(WithAccessKeys.class)
class ActionTrailTest {
    private static final String CALLER = "default/" + WithAccessKeys.KEY;

    @Inject
    Pool pool;

    private AuditRows audit;
    private final String token = UUID.randomUUID().toString();
    private final String request = UUID.randomUUID().toString();
    private final String again = UUID.randomUUID().toString();

    @BeforeEach
    void setup() {
        audit = new AuditRows(pool);
    }

    @ParameterizedTest
    @CsvSource({"aliyun, i-sim101", "volcengine, i-sim102"})
    void stop_is_recorded_as_accepted_and_its_repeat_as_replayed(String door, String instance) throws Exception {
        assertThat(stop(door, request, WithAccessKeys.SECRET, instance)).isEqualTo(200);
        assertThat(stop(door, again, WithAccessKeys.SECRET, instance)).isEqualTo(200);

        JsonObject row = audit.only(request);
        assertThat(row.getString("decision")).isEqualTo("Accepted");
        assertThat(row.getString("door")).isEqualTo(door);
        assertThat(row.getString("action")).isEqualTo("stop");
        assertThat(row.getString("tenant")).isEqualTo("default");
        assertThat(row.getString("caller")).isEqualTo(CALLER);
        assertThat(row.getString("came_from")).isEqualTo("127.0.0.1");
        assertThat(row.getString("client_token")).isEqualTo(token.substring(0, 4) + "***");
        assertThat(row.getJsonArray("instance_ids")).containsExactly(instance);
        assertThat(audit.only(again).getString("decision")).isEqualTo("Replayed");
        assertThat(audit.only(again).getString("job_id")).isEqualTo(row.getString("job_id"));
    }

    @ParameterizedTest
    @CsvSource({"aliyun, i-sim103", "volcengine, i-sim104"})
    void job_that_fails_was_accepted_all_the_same(String door, String instance) throws Exception {
        assertThat(stop(door, request, WithAccessKeys.SECRET, instance + "-of-nobody"))
                .isBetween(200, 499);

        assertThat(audit.only(request).getString("decision")).isEqualTo("Accepted");
    }

    @ParameterizedTest
    @CsvSource({"aliyun", "volcengine"})
    void bad_signature_is_recorded_of_nobody(String door) throws Exception {
        assertThat(stop(door, request, "guessed", "i-sim101")).isBetween(400, 401);

        JsonObject row = audit.only(request);
        assertThat(row.getString("decision")).isEqualTo("SignatureDoesNotMatch");
        assertThat(row.getString("door")).isEqualTo(door);
        assertThat(row.getString("tenant")).isNull();
        assertThat(row.getString("caller")).isNull();
        assertThat(row.getString("came_from")).isEqualTo("127.0.0.1");
        assertThat(row.encode()).doesNotContain("guessed", token);
    }

    @ParameterizedTest
    @CsvSource({"aliyun, i-sim105", "volcengine, i-sim106"})
    void refusal_of_the_intake_has_the_contracts_code_and_what_was_asked_for(String door, String instance)
            throws Exception {
        stop(door, again, WithAccessKeys.SECRET, instance);

        assertThat(stop(door, request, WithAccessKeys.SECRET, "i-sim107")).isEqualTo(400);

        JsonObject row = audit.only(request);
        assertThat(row.getString("decision")).isEqualTo("IdempotentParameterMismatch");
        assertThat(row.getString("caller")).isEqualTo(CALLER);
        assertThat(row.getInteger("instances")).isEqualTo(1);
        assertThat(row.getJsonArray("instance_ids")).containsExactly("i-sim107");
    }

    @ParameterizedTest
    @CsvSource({
        "aliyun, 'i 1', InvalidArgument",
        "volcengine, 'i 1', InvalidArgument",
    })
    void instance_that_will_not_do_is_recorded(String door, String instance, String code) throws Exception {
        assertThat(stop(door, request, WithAccessKeys.SECRET, instance)).isEqualTo(400);

        assertThat(audit.only(request).getString("decision")).isEqualTo(code);
        assertThat(audit.only(request).getString("caller")).isEqualTo(CALLER);
        assertThat(audit.only(request).getInteger("instances")).isEqualTo(1);
    }

    @Test
    void call_that_was_not_even_read_is_recorded() throws Exception {
        HttpRequest large = HttpRequest.newBuilder(address("/?Action=StopInstance"))
                .header("X-Request-Id", request)
                .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[70 * 1024]))
                .build();

        assertThat(send(large)).isEqualTo(413);

        assertThat(audit.only(request).getString("decision")).isEqualTo("RequestTooLarge");
        assertThat(audit.only(request).getString("door")).isEqualTo("aliyun");
    }

    private int stop(String door, String requestId, String secret, String instance) throws Exception {
        HttpRequest.Builder call = door.equals("aliyun") ? aliyun(secret, instance) : volcengine(secret, instance);
        return send(call.header("X-Request-Id", requestId).build());
    }

    private HttpRequest.Builder volcengine(String secret, String instance) {
        return new SignedByHand("127.0.0.1:" + RestAssured.port, WithAccessKeys.KEY, secret)
                .call("GET", "StopInstances", Map.of("InstanceIds.1", instance, "ClientToken", token), "", "");
    }

    private HttpRequest.Builder aliyun(String secret, String instance) {
        SortedMap<String, String> all = new TreeMap<>(Map.of(
                "Action",
                "StopInstance",
                "Version",
                "2014-05-26",
                "InstanceId",
                instance,
                "ClientToken",
                token,
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
        all.put("Signature", new RpcSignature("GET", new TreeMap<>(all)).signature(secret));
        return HttpRequest.newBuilder(address("/?" + Query.canonical(all)));
    }

    private static URI address(String target) {
        return URI.create("http://127.0.0.1:" + RestAssured.port + target);
    }

    private static int send(HttpRequest call) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return client.send(call, BodyHandlers.discarding()).statusCode();
    }
}
