package io.fleetstop.api;

import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

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

        assertThat(labels).isSubsetOf("target", "state", "answer", "le");
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
