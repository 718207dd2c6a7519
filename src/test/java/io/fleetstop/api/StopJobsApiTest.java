package io.fleetstop.api;

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
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.get;
import static io.fleetstop.api.Service.ids;
import static io.fleetstop.api.Service.post;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class StopJobsApiTest {
    @Inject
    Simulator simulator;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @Test
    void accepted_job_is_answered_whole_with_where_to_find_it() {
        Response answer = post("{\"instanceIds\": [\"i-sim001\", \"i-sim002\"], \"clientToken\": \"" + UUID.randomUUID()
                + "\", \"description\": \"nightly\"}");
        String id = answer.then()
                .statusCode(202)
                .header("Retry-After", notNullValue())
                .header("ETag", matchesPattern("W/\"\\d+\""))
                .header("X-Request-Id", notNullValue())
                .contentType(ContentType.JSON)
                .body("state", equalTo("Running"))
                .body("target", equalTo("simulator"))
                .body("provider", equalTo("aliyun"))
                .body("region", equalTo("cn-hangzhou"))
                .body("stoppedMode", equalTo("KeepCharging"))
                .body("waitFor", equalTo("Accepted"))
                .body("description", equalTo("nightly"))
                .body("createdBy", equalTo("default/anonymous"))
                .body("finishedAt", nullValue())
                .body("progress.total", equalTo(2))
                .body("progress.pending", equalTo(2))
                .body("operations.instanceId", equalTo(List.of("i-sim001", "i-sim002")))
                .extract()
                .path("id");
        assertThat(answer.header("Location")).isEqualTo("/v1/stop-jobs/" + id);
        assertThat(UUID.fromString(id).version()).isEqualTo(7);
    }

    @Test
    void brakes_are_told_as_they_were_asked_for() {
        post("{\"instanceIds\": [\"i-sim001\"], \"waitFor\": \"Stopped\", \"forceAfter\": \"PT5M\", \"maxConcurrency\": 3, \"maxErrors\": 0,"
                        + " \"deadline\": \"2999-01-01T08:00:00+08:00\"}")
                .then()
                .statusCode(202)
                .body("forceAfter", equalTo("PT5M"))
                .body("maxConcurrency", equalTo(3))
                .body("maxErrors", equalTo(0))
                .body("deadline", equalTo("2999-01-01T00:00:00Z"))
                .body("notBefore", nullValue());
    }

    @Test
    void server_makes_a_token_where_the_caller_gave_none() {
        String first = post("{\"instanceIds\": [\"i-sim001\"]}").path("clientToken");
        String second = post("{\"instanceIds\": [\"i-sim001\"]}").path("clientToken");
        assertThat(first).isNotBlank().isNotEqualTo(second);
    }

    @Test
    void counts_of_progress_add_up_and_operations_keep_the_order_of_the_request() {
        JsonPath job = finished(submit("{\"instanceIds\": [\"i-sim003\", \"i-simgone\", \"i-sim001\"]}"));
        assertThat(job.<String>getList("operations.instanceId")).containsExactly("i-sim003", "i-simgone", "i-sim001");
        assertThat(job.getInt("progress.accepted")).isEqualTo(2);
        assertThat(job.getInt("progress.failed")).isEqualTo(1);
        assertThat(job.getInt("progress.pending")).isZero();
        assertThat(job.getString("state")).isEqualTo("PartiallySucceeded");
    }

    @Test
    void known_version_is_answered_304_and_another_one_200() {
        String id = submit("{\"instanceIds\": [\"i-sim001\"]}");
        finished(id);
        String tag = get(id).header("ETag");
        given().header("If-None-Match", "W/\"0\", " + tag)
                .get("/v1/stop-jobs/" + id)
                .then()
                .statusCode(304)
                .header("ETag", tag);
        given().header("If-None-Match", "*").get("/v1/stop-jobs/" + id).then().statusCode(304);
        given().header("If-None-Match", "W/\"0\"")
                .get("/v1/stop-jobs/" + id)
                .then()
                .statusCode(200);
        given().header("If-None-Match", ",,\"")
                .get("/v1/stop-jobs/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void summary_leaves_the_operations_out() {
        String id = submit("{\"instanceIds\": [\"i-sim001\"]}");
        JsonPath summary =
                given().queryParam("view", "summary").get("/v1/stop-jobs/" + id).jsonPath();
        assertThat(summary.getMap("")).containsKeys("progress", "state").doesNotContainKey("operations");
        given().queryParam("view", "everything")
                .get("/v1/stop-jobs/" + id)
                .then()
                .statusCode(400);
    }

    @Test
    void final_job_asks_nobody_to_come_back() {
        String id = submit("{\"instanceIds\": [\"i-sim001\"]}");
        finished(id);
        get(id).then().statusCode(200).header("Retry-After", nullValue());
    }

    @Test
    void target_that_is_not_configured_is_refused() {
        post("{\"instanceIds\": [\"i-1\"], \"target\": \"prod\"}")
                .then()
                .statusCode(400)
                .body("code", equalTo("InvalidArgument"))
                .body("errors.field", hasItem("target"));
    }

    @Test
    void the_databases_clock_judges_the_times_asked_for() {
        Instant now = Instant.now();
        post("{\"instanceIds\": [\"i-1\"], \"deadline\": \"" + now.minusSeconds(60) + "\"}")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("deadline"));
        post("{\"instanceIds\": [\"i-1\"], \"notBefore\": \"" + now.plus(8, ChronoUnit.DAYS) + "\"}")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("notBefore"));
        post("{\"instanceIds\": [\"i-1\"], \"notBefore\": \"" + now.plusSeconds(60) + "\", \"deadline\": \""
                        + now.plusSeconds(30) + "\"}")
                .then()
                .statusCode(400)
                .body("errors.field", hasItem("deadline"));
    }

    @Test
    void deadline_of_far_away_does_not_hurt_and_the_next_job_runs_too() {
        String far = submit("{\"instanceIds\": [\"i-sim001\"], \"deadline\": \"9999-12-31T23:59:59Z\"}");
        assertThat(finished(far).getString("state")).isEqualTo("Succeeded");
        assertThat(finished(submit("{\"instanceIds\": [\"i-sim002\"]}")).getString("state"))
                .isEqualTo("Succeeded");
    }

    @Test
    void job_for_later_is_pending_and_sends_nothing() {
        String id = submit("{\"instanceIds\": [\"i-sim001\"], \"notBefore\": \""
                + Instant.now().plusSeconds(3600) + "\"}");
        get(id).then().body("state", equalTo("Pending")).body("startedAt", nullValue());
    }

    @Test
    void job_that_is_due_in_a_moment_is_found_without_being_told() {
        String id = submit("{\"instanceIds\": [\"i-sim001\"], \"notBefore\": \""
                + Instant.now().plusSeconds(1) + "\"}");
        assertThat(finished(id).getString("state")).isEqualTo("Succeeded");
    }

    @Test
    void hundred_operations_come_back() {
        get(submit("{\"instanceIds\": [" + ids(100) + "]}")).then().body("operations", hasSize(100));
    }
}
