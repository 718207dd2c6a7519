package io.fleetstop.simulator;

import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.simulator.fleet.Status;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ControlPageTest {
    private RunningSimulator running;

    @BeforeEach
    void setup() {
        running = RunningSimulator.start();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void instances_tell_what_they_will_do() throws Exception {
        JsonObject page = json(call("GET", "/instances", null));

        assertThat(page.getInteger("total")).isEqualTo(300);
        JsonObject fifth = page.getJsonArray("instances").getJsonObject(4);
        assertThat(fifth.getString("instanceId")).isEqualTo("i-sim005");
        assertThat(fifth.getString("status")).isEqualTo("Stopped");
        assertThat(fifth.getString("note")).isEqualTo("is stopped already");
    }

    @Test
    void sample_job_shows_every_kind_and_two_that_do_not_exist() throws Exception {
        JsonArray ids = json(call("GET", "/sample-job", null)).getJsonArray("instanceIds");

        var kinds = ids.stream()
                .flatMap(id -> running.simulator().fleet().find((String) id).stream())
                .map(instance -> instance.scenario())
                .toList();
        assertThat(ids).hasSize(100);
        assertThat(kinds).hasSize(98).contains(Scenario.values());
        assertThat(kinds).filteredOn(kind -> kind == Scenario.NORMAL).hasSize(81);
    }

    @Test
    void limit_may_be_lowered_while_it_runs() throws Exception {
        var answer = call("PUT", "/limit", "{\"ratePerSecond\": 1, \"burst\": 1, \"hint\": \"RETRY_AFTER\"}");
        SignedCall.stop(running.endpoint(), "i-sim001");

        var throttled = SignedCall.stop(running.endpoint(), "i-sim002");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(throttled.headers().firstValue("x-acs-retry-after")).contains("1000");
    }

    @Test
    void fault_may_be_planned_from_outside() throws Exception {
        call("POST", "/faults", "{\"fault\": \"SERVICE_UNAVAILABLE\", \"instanceId\": \"i-sim001\", \"times\": 2}");

        assertThat(SignedCall.stop(running.endpoint(), "i-sim001").statusCode()).isEqualTo(503);
        assertThat(SignedCall.stop(running.endpoint(), "i-sim001").statusCode()).isEqualTo(503);
        assertThat(SignedCall.stop(running.endpoint(), "i-sim001").statusCode()).isEqualTo(200);
    }

    @Test
    void calls_are_listed_as_far_as_asked_for() throws Exception {
        SignedCall.stop(running.endpoint(), "i-sim001");
        SignedCall.stop(running.endpoint(), "i-sim002");

        JsonObject page = json(call("GET", "/calls?limit=1", null));

        assertThat(page.getInteger("total")).isEqualTo(2);
        assertThat(page.getJsonArray("calls")).hasSize(1);
        assertThat(page.getJsonArray("calls").getJsonObject(0).getJsonArray("instanceIds"))
                .containsExactly("i-sim002");
    }

    @Test
    void reset_puts_everything_back() throws Exception {
        SignedCall.stop(running.endpoint(), "i-sim001");

        call("POST", "/reset", null);

        assertThat(running.simulator().fleet().find("i-sim001").orElseThrow().status())
                .isEqualTo(Status.RUNNING);
        assertThat(running.simulator().calls().all()).isEmpty();
    }

    @Test
    void senseless_settings_are_refused_and_change_nothing() throws Exception {
        assertThat(call("PUT", "/limit", "{\"ratePerSecond\": -1, \"burst\": 1}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(call("PUT", "/limit", "[]").statusCode()).isEqualTo(400);
        assertThat(call("POST", "/faults", "{\"fault\": \"EARTHQUAKE\"}").statusCode())
                .isEqualTo(400);
        assertThat(call("GET", "/calls?limit=many", null).statusCode()).isEqualTo(400);
        assertThat(call("GET", "/nowhere", null).statusCode()).isEqualTo(404);
        assertThat(SignedCall.stop(running.endpoint(), "i-sim001").statusCode()).isEqualTo(200);
    }

    @Test
    void instance_that_somebody_started_again_runs_and_tells_since_when() throws Exception {
        SignedCall.stop(running.endpoint(), "i-sim001");
        var instance = running.simulator().fleet().find("i-sim001").orElseThrow();

        instance.startAgain(Instant.parse("2026-02-03T04:05:06Z"));

        assertThat(instance.status()).isEqualTo(Status.RUNNING);
        assertThat(instance.stoppedMode()).isEqualTo("Not-applicable");
        assertThat(instance.startedAt()).isEqualTo("2026-02-03T04:05:06Z");
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        return SignedCall.send(HttpRequest.newBuilder(URI.create("http://" + running.endpoint() + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }

    private static JsonObject json(HttpResponse<String> answer) {
        return new JsonObject(answer.body());
    }
}
