package io.fleetstop.api;

import io.fleetstop.simulator.Fault;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.get;
import static io.fleetstop.api.Service.metric;
import static io.fleetstop.api.Service.quoted;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A job of a hundred for an account whose key was revoked before: it costs a handful of calls, and waits for the key. */
@QuarkusTest
@TestProfile(RevokedKeyTest.FreshService.class)
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class RevokedKeyTest {
    private static final int INSTANCES = 100;
    private static final int FOR_GOOD = 1_000_000;
    private static final Duration REVOKED = Duration.ofSeconds(3);
    /** A beat and the way to the database. */
    private static final Duration A_BEAT = Duration.ofSeconds(7);

    /** A key that worked for the tests before would let a full set of calls out; a service of its own does not know it. */
    public static final class FreshService implements QuarkusTestProfile {}

    @Inject
    Simulator simulator;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @Test
    void job_on_a_revoked_key_costs_a_handful_of_calls_and_ends_well_once_the_key_works() {
        revoke();
        String job = submit("{\"instanceIds\": [" + quoted(normalInstances()) + "]}");

        await().pollDelay(Duration.ZERO)
                .during(REVOKED)
                .atMost(REVOKED.plusSeconds(2))
                .until(() -> get(job).jsonPath().getList("operations.state"), RevokedKeyTest::isAllPending);
        assertThat(stopCalls()).isBetween(1L, 8L);
        assertThat(metric(managementPort, "fleetstop_circuit_open")).isEqualTo(1);

        JsonPath target = await().atMost(A_BEAT)
                .until(RevokedKeyTest::target, seen -> circuit(seen).equals("Open"));
        assertThat(target.getString("targets[0].error.code")).isEqualTo("InvalidAccessKeyId.NotFound");

        simulator.faults().clear();
        JsonPath end = finished(job);
        assertThat(end.getString("state")).isEqualTo("Succeeded");
        assertThat(end.getInt("progress.accepted")).isEqualTo(INSTANCES);
        assertThat(simulator.fleet().all()).allMatch(instance -> instance.stopsTaken() <= 1);
        await().atMost(A_BEAT)
                .until(RevokedKeyTest::target, seen -> circuit(seen).equals("Closed"));
        assertThat(metric(managementPort, "fleetstop_circuit_open")).isZero();
    }

    private void revoke() {
        simulator.faults().onAction("StopInstance", Fault.KEY_NOT_FOUND, FOR_GOOD);
        simulator.faults().onAction("DescribeInstances", Fault.KEY_NOT_FOUND, FOR_GOOD);
    }

    private List<String> normalInstances() {
        return simulator.fleet().all().stream()
                .filter(instance -> instance.scenario() == Scenario.NORMAL)
                .map(Instance::id)
                .limit(INSTANCES)
                .toList();
    }

    private long stopCalls() {
        return simulator.calls().all().stream()
                .filter(call -> call.action().equals("StopInstance"))
                .count();
    }

    private static boolean isAllPending(List<String> states) {
        return states.equals(Collections.nCopies(INSTANCES, "Pending"));
    }

    private static JsonPath target() {
        return given().get("/v1/targets").jsonPath();
    }

    private static String circuit(JsonPath targets) {
        return targets.getString("targets[0].circuit");
    }
}
