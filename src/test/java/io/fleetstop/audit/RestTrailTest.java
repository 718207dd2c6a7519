package io.fleetstop.audit;

import io.fleetstop.testing.AuditRows;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What a request over REST leaves in the audit trail: one row, whatever was decided. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(RestTrailTest.FewOpen.class)
class RestTrailTest {

    public static final class FewOpen implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("fleetstop.tenants.default.max-open-operations", "150");
        }
    }

    @Inject
    Pool pool;

    private AuditRows audit;
    private final String token = UUID.randomUUID().toString();
    private final String request = UUID.randomUUID().toString();

    @BeforeEach
    void setup() {
        audit = new AuditRows(pool);
    }

    @Test
    void accepted_stop_is_recorded_with_who_what_and_when() {
        String id = id(stop(request, body(", \"description\": \"nightly\"")), 202);

        JsonObject row = audit.only(request);
        assertThat(row.getString("decision")).isEqualTo("Accepted");
        assertThat(row.getString("action")).isEqualTo("stop");
        assertThat(row.getString("door")).isEqualTo("rest");
        assertThat(row.getString("tenant")).isEqualTo("default");
        assertThat(row.getString("caller")).isEqualTo("default/anonymous");
        assertThat(row.getString("came_from")).isEqualTo("127.0.0.1");
        assertThat(row.getString("job_id")).isEqualTo(id);
        assertThat(row.getString("target")).isEqualTo("simulator");
        assertThat(row.getInteger("instances")).isEqualTo(2);
        assertThat(row.getJsonArray("instance_ids")).containsExactly("i-sim101", "i-sim102");
        assertThat(row.getString("detail")).isEqualTo("nightly");
        assertThat(row.getInteger("left_out")).isZero();
        assertThat(Instant.parse(row.getString("at"))).isBetween(Instant.now().minusSeconds(60), Instant.now());
    }

    @Test
    void client_token_is_never_recorded_in_full() {
        id(stop(request, body("")), 202);
        String short1 = "ab" + token.charAt(0);
        String other = UUID.randomUUID().toString();
        stop(other, body("").replace(token, short1));

        assertThat(audit.only(request).getString("client_token")).isEqualTo(token.substring(0, 4) + "***");
        assertThat(audit.only(other).getString("client_token")).isEqualTo("a***");
    }

    @Test
    void repeat_is_recorded_as_refused_until_the_job_is_over_and_as_replayed_then() {
        String id = id(stop(request, body(", \"notBefore\": \"" + tomorrow() + "\"")), 202);
        String early = UUID.randomUUID().toString();
        String late = UUID.randomUUID().toString();

        assertThat(stop(early, body(", \"notBefore\": \"" + tomorrow() + "\"")).statusCode())
                .isEqualTo(412);
        post("/" + id + "/cancel", UUID.randomUUID().toString(), null);
        assertThat(stop(late, body(", \"notBefore\": \"" + tomorrow() + "\"")).statusCode())
                .isEqualTo(200);

        assertThat(audit.only(early).getString("decision")).isEqualTo("IdempotentProcessing");
        assertThat(audit.only(early).getString("job_id")).isEqualTo(id);
        assertThat(audit.only(late).getString("decision")).isEqualTo("Replayed");
        assertThat(audit.only(late).getString("job_id")).isEqualTo(id);
        assertThat(audit.only(late).getInteger("instances")).isEqualTo(2);
        assertThat(audit.only(late).getJsonArray("instance_ids")).isNull();
    }

    @Test
    void token_of_another_request_is_recorded_with_what_was_asked_for_this_time() {
        id(stop(UUID.randomUUID().toString(), body("")), 202);

        stop(request, body("").replace("i-sim102", "i-sim103")).then().statusCode(400);

        JsonObject row = audit.only(request);
        assertThat(row.getString("decision")).isEqualTo("IdempotentParameterMismatch");
        assertThat(row.getJsonArray("instance_ids")).containsExactly("i-sim101", "i-sim103");
        assertThat(row.getString("job_id")).isNull();
    }

    @Test
    void more_than_may_be_open_is_recorded() {
        String hundred =
                IntStream.range(0, 100).mapToObj(i -> "\"i-x" + i + "\"").collect(Collectors.joining(","));
        String much = "{\"instanceIds\": [" + hundred + "], \"notBefore\": \"" + tomorrow() + "\"}";
        String id = id(stop(UUID.randomUUID().toString(), much), 202);

        stop(request, much).then().statusCode(429);
        post("/" + id + "/cancel", UUID.randomUUID().toString(), null);

        assertThat(audit.only(request).getString("decision")).isEqualTo("FlowLimitExceeded");
        assertThat(audit.only(request).getInteger("instances")).isEqualTo(100);
        assertThat(audit.only(request).getJsonArray("instance_ids")).hasSize(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | MissingParameter.InstanceId |",
                "{\"instanceIds\": []} | InvalidCount.Malformed | 0",
                "{\"instanceIds\": [\"i 1\", \"i-2\", 3]} | InvalidArgument | 3",
                "{\"instanceIds\": [\"i-1\"], \"target\": \"no\\u0000where\"} | InvalidArgument | 1",
                "{\"instanceIds\": [\"i-1\"], \"\\u0000\": 1} | InvalidArgument | 1",
                "{\"instanceIds\": [\"i-1\"], \"clientToken\": \"\\u0000\\n\\ud800\"} | InvalidClientToken.Malformed | 1",
                "{\"instanceIds\": [\"i-1\"], \"deadline\": \"2001-01-01T00:00:00Z\"} | InvalidArgument | 1",
                "not json | InvalidArgument |",
            })
    void body_that_will_not_do_is_recorded_as_far_as_it_was_understood(String body, String code, Integer instances) {
        stop(request, body).then().statusCode(400);

        JsonObject row = audit.only(request);
        assertThat(row.getString("decision")).isEqualTo(code);
        assertThat(row.getString("tenant")).isEqualTo("default");
        assertThat(row.getInteger("instances")).isEqualTo(instances);
        assertThat(row.getString("detail")).isNotBlank();
    }

    @Test
    void what_no_resource_sees_is_recorded_too() {
        String large = UUID.randomUUID().toString();
        String foreign = UUID.randomUUID().toString();
        named(request)
                .contentType("text/plain")
                .body("{}")
                .post("/v1/stop-jobs")
                .then()
                .statusCode(415);
        stop(large, " ".repeat(70_000)).then().statusCode(413);
        named(foreign)
                .header("Origin", "http://elsewhere.example")
                .contentType("application/json")
                .body(body(""))
                .post("/v1/stop-jobs")
                .then()
                .statusCode(403);

        assertThat(audit.only(request).getString("decision")).isEqualTo("UnsupportedMediaType");
        assertThat(audit.only(large).getString("decision")).isEqualTo("RequestTooLarge");
        assertThat(audit.only(foreign).getString("decision")).isEqualTo("AccessDenied");
        assertThat(audit.only(foreign).getString("tenant")).as("not asked yet").isNull();
    }

    @Test
    void cancel_is_recorded_once_and_as_unchanged_from_then_on() {
        String id = id(stop(UUID.randomUUID().toString(), body(", \"notBefore\": \"" + tomorrow() + "\"")), 202);
        String again = UUID.randomUUID().toString();

        post("/" + id + "/cancel", request, null).then().statusCode(200);
        post("/" + id + "/cancel", again, null).then().statusCode(200);

        JsonObject row = audit.only(request);
        assertThat(row.getString("action")).isEqualTo("cancel");
        assertThat(row.getString("decision")).isEqualTo("Cancelled");
        assertThat(row.getString("caller")).isEqualTo("default/anonymous");
        assertThat(row.getString("job_id")).isEqualTo(id);
        assertThat(row.getInteger("instances")).isEqualTo(2);
        assertThat(audit.only(again).getString("decision")).isEqualTo("Unchanged");
        assertThat(audit.only(again).getString("job_id")).isEqualTo(id);
    }

    @Test
    void retry_is_recorded_as_a_job_of_its_own_that_names_the_other() {
        String id = id(stop(UUID.randomUUID().toString(), body(", \"notBefore\": \"" + tomorrow() + "\"")), 202);
        String tooSoon = UUID.randomUUID().toString();
        post("/" + id + "/retry", tooSoon, null).then().statusCode(400);
        post("/" + id + "/cancel", UUID.randomUUID().toString(), null);

        String again = id(post("/" + id + "/retry", request, "{\"clientToken\": \"again-" + token + "\"}"), 202);

        assertThat(audit.only(tooSoon).getString("decision")).isEqualTo("InvalidArgument");
        assertThat(audit.only(tooSoon).getString("action")).isEqualTo("retry");
        assertThat(audit.only(tooSoon).getString("job_id")).isEqualTo(id);
        JsonObject row = audit.only(request);
        assertThat(row.getString("action")).isEqualTo("retry");
        assertThat(row.getString("decision")).isEqualTo("Accepted");
        assertThat(row.getString("job_id")).isEqualTo(again);
        assertThat(row.getString("retry_of")).isEqualTo(id);
        assertThat(row.getString("client_token")).isEqualTo("agai***");
    }

    @ParameterizedTest
    @CsvSource({"cancel", "retry"})
    void job_that_does_not_exist_is_recorded(String action) {
        UUID nothing = UUID.randomUUID();

        post("/" + nothing + "/" + action, request, null).then().statusCode(404);

        assertThat(audit.only(request).getString("decision")).isEqualTo("NotFound");
        assertThat(audit.only(request).getString("action")).isEqualTo(action);
        assertThat(audit.only(request).getString("job_id")).isEqualTo(nothing.toString());
    }

    @Test
    void name_that_is_no_id_is_recorded() {
        post("/nothing/cancel", request, null).then().statusCode(404);

        assertThat(audit.only(request).getString("decision")).isEqualTo("NotFound");
        assertThat(audit.only(request).getString("action")).isEqualTo("cancel");
    }

    @Test
    void reading_leaves_no_row() {
        named(request).get("/v1/stop-jobs/" + UUID.randomUUID()).then().statusCode(404);
        named(request).get("/v1/stop-jobs?pageSize=x").then().statusCode(400);
        named(request).get("/v1/stop-jobs").then().statusCode(200);

        assertThat(audit.of(request)).isEmpty();
    }

    private static String tomorrow() {
        return Instant.now()
                .plus(Duration.ofDays(1))
                .truncatedTo(ChronoUnit.DAYS)
                .toString();
    }

    private String body(String options) {
        return "{\"instanceIds\": [\"i-sim101\", \"i-sim102\"], \"clientToken\": \"" + token + "\"" + options + "}";
    }

    private static RequestSpecification named(String requestId) {
        return given().header("X-Request-Id", requestId);
    }

    private static Response stop(String requestId, String body) {
        return post("", requestId, body);
    }

    private static Response post(String path, String requestId, String body) {
        RequestSpecification call = named(requestId);
        return (body == null ? call : call.contentType("application/json").body(body)).post("/v1/stop-jobs" + path);
    }

    private static String id(Response answer, int status) {
        return answer.then().statusCode(status).extract().path("id");
    }
}
