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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.get;
import static io.fleetstop.api.Service.ids;
import static io.fleetstop.api.Service.post;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
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

    @ParameterizedTest
    @CsvSource({
        "/v1/stop-jobs/01994f00-0000-7000-8000-000000000000",
        "/v1/stop-jobs/nothing",
        "/v1/stop-jobs/%00",
        "/v1/nothing",
        "/x"
    })
    void what_does_not_exist_is_404_as_a_problem(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .header("X-Request-Id", notNullValue())
                .body("code", equalTo("NotFound"))
                .body("requestId", notNullValue());
    }

    @Test
    void refusal_is_a_problem_document_with_every_fault() {
        post("{\"instanceIds\": [\"i 1\"], \"forceStop\": \"yes\"}")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/InvalidArgument"))
                .body("title", equalTo("The specified argument is invalid."))
                .body("status", equalTo(400))
                .body("code", equalTo("InvalidArgument"))
                .body("errors.field", equalTo(List.of("instanceIds[0]", "forceStop")));
    }

    @Test
    void messages_of_the_vendors_codes_are_the_vendors() {
        post("{\"instanceIds\": [" + ids(101) + "]}")
                .then()
                .statusCode(400)
                .body("title", equalTo("The specified count is malformed."));
        post("{\"instanceIds\": [\"i-1\"], \"stoppedMode\": \"x\"}")
                .then()
                .statusCode(400)
                .body("title", equalTo("The specified StoppedMode is malformed."));
        post("{\"instanceIds\": [\"i-1\"], \"clientToken\": \" \"}")
                .then()
                .statusCode(400)
                .body("title", equalTo("The specified ClientToken is malformed."));
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
    void wrong_media_type_is_415_and_wrong_method_405() {
        given().contentType("application/xml")
                .body("<x/>")
                .post("/v1/stop-jobs")
                .then()
                .statusCode(415)
                .body("code", equalTo("UnsupportedMediaType"));
        given().contentType("application/x-www-form-urlencoded")
                .body("a=b")
                .post("/v1/stop-jobs")
                .then()
                .statusCode(415);
        given().delete("/v1/stop-jobs").then().statusCode(405).body("code", equalTo("MethodNotAllowed"));
    }

    @Test
    void body_over_64_kib_is_413() {
        String ballast = IntStream.range(0, 70 * 1024).mapToObj(each -> " ").collect(Collectors.joining());
        post(ballast + "{\"instanceIds\": [\"i-1\"]}")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("RequestTooLarge"));
    }

    @Test
    void callers_request_id_comes_back_if_it_is_sane() {
        given().header("X-Request-Id", "abc-1.2_3")
                .get("/v1/stop-jobs/x")
                .then()
                .header("X-Request-Id", "abc-1.2_3")
                .body("requestId", equalTo("abc-1.2_3"));
        given().header("X-Request-Id", "<script>")
                .get("/v1/stop-jobs/x")
                .then()
                .header("X-Request-Id", not(containsString("<")));
    }

    @Test
    void answer_to_nonsense_tells_nothing_of_the_inside() {
        post("{\"instanceIds\": [\"i-1\"")
                .then()
                .statusCode(400)
                .body("detail", allOf(containsString("line 1"), not(containsString("jackson"))));
        post("").then().statusCode(400).body("code", equalTo("InvalidArgument"));
    }

    @Test
    void hundred_operations_come_back() {
        get(submit("{\"instanceIds\": [" + ids(100) + "]}")).then().body("operations", hasSize(100));
    }
}
