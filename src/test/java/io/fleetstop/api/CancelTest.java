package io.fleetstop.api;

import io.fleetstop.simulator.Fault;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.ids;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.notNullValue;

/** Taking a job back, as its caller meets it. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class CancelTest {
    @Inject
    Simulator simulator;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @Test
    void job_for_later_is_over_at_once_and_nothing_was_called() {
        String id = submit("{\"instanceIds\": [" + ids(3) + "], \"notBefore\": \""
                + Instant.now().plusSeconds(3600) + "\"}");
        cancel(id)
                .then()
                .statusCode(200)
                .body("state", equalTo("Cancelled"))
                .body("cancelRequestedAt", notNullValue())
                .body("finishedAt", notNullValue())
                .body("progress.cancelled", equalTo(3))
                .body("operations.state", everyItem(equalTo("Cancelled")))
                .body("operations.error.code", everyItem(equalTo("Cancelled")));
        assertThat(simulator.calls().all()).isEmpty();
    }

    @Test
    void what_was_sent_runs_to_its_true_end_and_the_rest_is_cancelled() {
        simulator.limits().set(5, 5);
        String id = submit("{\"instanceIds\": [" + ids(60) + "]}");
        cancel(id).then().statusCode(202).header("Retry-After", notNullValue());
        JsonPath job = finished(id);
        assertThat(job.getString("state")).isEqualTo("Cancelled");
        assertThat(job.getInt("progress.cancelled")).isPositive();
        long stopped = simulator.calls().all().stream()
                .filter(call -> call.tookEffect())
                .count();
        assertThat(job.getInt("progress.accepted")).isEqualTo((int) stopped);
        assertThat(job.getInt("progress.pending")).isZero();
    }

    @Test
    void lost_answer_is_looked_up_before_anything_is_called_cancelled() {
        simulator.faults().onInstance("i-sim001", Fault.BROKEN_AFTER_EFFECT, 1);
        String id = submit("{\"instanceIds\": [\"i-sim001\"]}");
        cancel(id);
        assertThat(finished(id).getString("operations[0].state")).isIn("Accepted", "Stopped", "Cancelled");
        boolean down = simulator.calls().all().stream().anyMatch(call -> call.tookEffect());
        assertThat(finished(id).getString("operations[0].state").equals("Cancelled"))
                .isEqualTo(!down);
    }

    @Test
    void cancelling_again_and_cancelling_what_is_over_change_nothing() {
        String id = submit("{\"instanceIds\": [\"i-sim001\"]}");
        JsonPath over = finished(id);
        Response first = cancel(id);
        Response second = cancel(id);
        first.then().statusCode(200).body("state", equalTo("Succeeded"));
        assertThat(second.jsonPath().getMap("")).isEqualTo(first.jsonPath().getMap(""));
        assertThat(first.jsonPath().getString("finishedAt")).isEqualTo(over.getString("finishedAt"));
    }

    @Test
    void job_that_does_not_exist_cannot_be_cancelled() {
        cancel(UUID.randomUUID().toString()).then().statusCode(404).body("code", equalTo("NotFound"));
        cancel("no-id").then().statusCode(404).body("code", equalTo("NotFound"));
    }

    private static Response cancel(String id) {
        return given().post("/v1/stop-jobs/" + id + "/cancel");
    }
}
