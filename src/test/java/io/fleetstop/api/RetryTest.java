package io.fleetstop.api;

import io.fleetstop.simulator.Fault;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

/** Trying again what did not succeed, as its caller meets it. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class RetryTest {
    @Inject
    Simulator simulator;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @Test
    void only_what_did_not_succeed_is_tried_again_with_the_same_options() {
        simulator.faults().onInstance("i-sim002", Fault.INTERNAL_ERROR, 8);
        String first = submit(
                "{\"instanceIds\": [\"i-sim001\", \"i-sim002\", \"i-nowhere\"], \"stoppedMode\": \"StopCharging\","
                        + " \"confirmStop\": true, \"description\": \"nightly\", \"deadline\": \""
                        + Instant.now().plusSeconds(120) + "\"}");
        assertThat(finished(first).getString("state")).isEqualTo("PartiallySucceeded");

        String second = retry(first, "")
                .then()
                .statusCode(202)
                .header("Location", notNullValue())
                .body("retryOf", equalTo(first))
                .body("stoppedMode", equalTo("StopCharging"))
                .body("confirmStop", equalTo(true))
                .body("description", equalTo("nightly"))
                .body("deadline", nullValue())
                .extract()
                .path("id");

        JsonPath job = finished(second);
        assertThat(job.<List<String>>get("operations.instanceId")).containsExactly("i-sim002", "i-nowhere");
        assertThat(job.<List<String>>get("operations.state")).containsExactly("Accepted", "Failed");
        assertThat(Service.get(first).jsonPath().getString("retryOf")).isNull();
    }

    @Test
    void same_token_makes_one_retry() {
        String failed = submit("{\"instanceIds\": [\"i-nowhere\"]}");
        finished(failed);
        String body = "{\"clientToken\": \"" + UUID.randomUUID() + "\"}";

        String id = retry(failed, body).then().statusCode(202).extract().path("id");
        finished(id);

        retry(failed, body)
                .then()
                .statusCode(200)
                .header("Idempotency-Replayed", "true")
                .body("id", equalTo(id));
    }

    /** Tools send an empty body with a media type of their own. */
    @Test
    void nothing_need_be_said() {
        String failed = submit("{\"instanceIds\": [\"i-nowhere\"]}");
        finished(failed);
        given().post("/v1/stop-jobs/" + failed + "/retry").then().statusCode(202);
        given().contentType(ContentType.URLENC)
                .body("")
                .post("/v1/stop-jobs/" + failed + "/retry")
                .then()
                .statusCode(202);
    }

    @Test
    void nothing_to_try_again_is_refused() {
        String good = submit("{\"instanceIds\": [\"i-sim001\"]}");
        finished(good);
        refused(retry(good, ""), 400, "InvalidArgument");
    }

    @Test
    void job_that_is_not_over_is_refused() {
        String later = submit("{\"instanceIds\": [\"i-sim001\"], \"notBefore\": \""
                + Instant.now().plusSeconds(3600) + "\"}");
        refused(retry(later, ""), 400, "InvalidArgument");
    }

    @Test
    void bad_input_is_refused_by_its_code() {
        String failed = submit("{\"instanceIds\": [\"i-nowhere\"]}");
        finished(failed);
        refused(retry(failed, "{\"clientToken\": \"with space\"}"), 400, "InvalidClientToken.Malformed");
        refused(retry(failed, "{\"instanceIds\": [\"i-sim001\"]}"), 400, "InvalidArgument");
        refused(retry(failed, "["), 400, "InvalidArgument");
        refused(retry(UUID.randomUUID().toString(), ""), 404, "NotFound");
    }

    private static Response retry(String id, String body) {
        return given().contentType(ContentType.JSON).body(body).post("/v1/stop-jobs/" + id + "/retry");
    }

    private static void refused(Response answer, int status, String code) {
        answer.then().statusCode(status).body("code", equalTo(code));
    }
}
