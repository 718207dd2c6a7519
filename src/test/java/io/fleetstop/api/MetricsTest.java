package io.fleetstop.api;

import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.Scrape;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.post;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What those who run the service see of it. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class MetricsTest {
    private static final Pattern LABEL = Pattern.compile("[{,]([a-z_]+)=");

    @Inject
    Simulator simulator;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void job_leaves_its_state_the_time_of_its_calls_and_the_states_of_its_operations() {
        simulator.reset();
        finished(submit("{\"instanceIds\": [\"i-sim001\", \"i-sim002\", \"i-simgone\"]}"));

        assertThat(scrape())
                .anyMatch(line -> line.startsWith("fleetstop_jobs_finished_total{state=\"PartiallySucceeded\"}"))
                .anyMatch(line ->
                        line.startsWith("fleetstop_calls_time_seconds_bucket{target=\"simulator\",le=\"10.0\"}"))
                .anyMatch(line -> line.startsWith("fleetstop_calls_time_seconds_count{target=\"simulator\"}"))
                .anyMatch(line ->
                        line.startsWith("fleetstop_operations_settled_total{state=\"Accepted\",target=\"simulator\"}"))
                .anyMatch(line -> line.startsWith("fleetstop_leases_taken_over_total 0"));
    }

    /** Each value of a label is a series of its own, kept for ever. */
    @Test
    void nothing_is_told_apart_by_what_callers_choose() {
        simulator.reset();
        finished(submit("{\"instanceIds\": [\"i-sim001\"]}"));

        Set<String> labels = scrape().stream()
                .flatMap(line -> LABEL.matcher(line).results())
                .map((MatchResult label) -> label.group(1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(labels).isSubsetOf("target", "state", "answer", "code", "action", "decision", "version", "le");
    }

    @Test
    void operation_without_success_is_counted_by_its_reason() {
        simulator.reset();
        Scrape before = Scrape.of(managementPort);
        finished(submit("{\"instanceIds\": [\"i-sim001\", \"i-simgone\"]}"));

        String[] gone = {"target=\"simulator\"", "code=\"InvalidInstance.NotFound\""};
        String metric = "fleetstop_operations_unsuccessful_total";
        assertThat(Scrape.of(managementPort).sum(metric, gone)).isEqualTo(before.sum(metric, gone) + 1);
        assertThat(Scrape.of(managementPort).sum(metric)).isEqualTo(before.sum(metric) + 1);
    }

    @Test
    void requests_are_counted_by_what_was_decided() {
        simulator.reset();
        Scrape before = Scrape.of(managementPort);
        String request = "{\"instanceIds\": [\"i-sim001\"], \"clientToken\": \"" + UUID.randomUUID() + "\"}";
        String job = submit(request);
        finished(job);
        post(request).then().statusCode(200);
        post("{\"instanceIds\": []}").then().statusCode(400);
        given().post("/v1/stop-jobs/" + job + "/cancel").then().statusCode(200);

        Scrape after = Scrape.of(managementPort);
        assertThat(grown(before, after, "stop", "Accepted")).isEqualTo(1);
        assertThat(grown(before, after, "stop", "Replayed")).isEqualTo(1);
        assertThat(grown(before, after, "stop", "InvalidCount.Malformed")).isEqualTo(1);
        assertThat(grown(before, after, "cancel", "Unchanged")).isEqualTo(1);
        assertThat(after.sum("fleetstop_requests_total")).isEqualTo(before.sum("fleetstop_requests_total") + 4);
    }

    @Test
    void open_jobs_are_counted_and_the_version_is_told() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(Scrape.of(managementPort).sum("fleetstop_jobs_open"))
                        .isNotNegative());
        assertThat(Scrape.of(managementPort).names())
                .contains(
                        "fleetstop_jobs_oldest_age_seconds",
                        "fleetstop_jobs_overdue_age_seconds",
                        "fleetstop_jobs_unheld_age_seconds",
                        "fleetstop_audit_rows_left_out_total",
                        "fleetstop_streams",
                        "fleetstop_build_info");
    }

    private static double grown(Scrape before, Scrape after, String action, String decision) {
        String[] labels = {"action=\"" + action + "\"", "decision=\"" + decision + "\""};
        return after.sum("fleetstop_requests_total", labels) - before.sum("fleetstop_requests_total", labels);
    }

    private List<String> scrape() {
        return given().port(managementPort)
                .get("/q/metrics")
                .body()
                .asString()
                .lines()
                .filter(line -> line.startsWith("fleetstop_"))
                .toList();
    }
}
