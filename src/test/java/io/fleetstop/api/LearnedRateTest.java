package io.fleetstop.api;

import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.ids;
import static io.fleetstop.api.Service.metric;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What people see of the pace. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class LearnedRateTest {
    @Inject
    Simulator simulator;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @BeforeEach
    @AfterEach
    void reset() {
        simulator.reset();
    }

    @Test
    void targets_and_metrics_show_the_rate_and_the_share_of_refused_calls() {
        simulator.limits().set(40, 5);
        for (int round = 0; round < 3; round++) {
            finished(submit("{\"instanceIds\": [" + ids(100) + "], \"dryRun\": true}"));
        }
        JsonPath targets = given().get("/v1/targets").jsonPath();
        assertThat(targets.getDouble("targets[0].learnedRate")).isBetween(20.0, 60.0);
        assertThat(targets.getDouble("targets[0].rate")).isPositive();
        assertThat(targets.getDouble("targets[0].throttledShare")).isBetween(0.0001, 0.5);
        assertThat(metric(managementPort, "fleetstop_calls_rate")).isPositive();
        assertThat(metric(managementPort, "fleetstop_calls_throttled_share")).isBetween(0.0001, 0.5);
    }
}
