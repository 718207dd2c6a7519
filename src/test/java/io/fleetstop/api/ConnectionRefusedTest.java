package io.fleetstop.api;

import io.fleetstop.simulator.Fault;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Future;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.get;
import static io.fleetstop.api.Service.metric;
import static io.fleetstop.api.Service.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A cloud whose port is closed for a moment: what was not sent is sent again without a read, and nothing is stopped twice. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class ConnectionRefusedTest {
    /** The first read after a lost stop comes within 0.4 s, so it finds the port closed. */
    private static final Duration CLOSED = Duration.ofSeconds(1);

    @Inject
    Simulator simulator;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    private String instanceId;
    private double unsentBefore;

    @BeforeEach
    void reset() {
        simulator.reset();
        instanceId = simulator.fleet().first(Scenario.HANGS_IN_STOPPING).id();
        unsentBefore = unsent();
    }

    /** Others have their tests on the same simulator. */
    @AfterEach
    void listens_again() {
        done(simulator.stop());
        open();
    }

    @Test
    void refused_at_the_first_call() {
        done(simulator.stop());
        String job = submit("{\"instanceIds\": [\"" + instanceId + "\"]}");
        await().until(() -> unsent() > unsentBefore);
        open();

        isStoppedAfter(job, 1, 0);
    }

    @Test
    void refused_at_the_repeat() {
        // The hint is the time to close the port in.
        simulator.faults().onInstance(instanceId, Fault.THROTTLED_WITH_HINT, 1);
        String job = submit("{\"instanceIds\": [\"" + instanceId + "\"]}");
        await().pollInterval(Duration.ofMillis(10)).until(() -> calls("StopInstance") == 1);
        done(simulator.stop());
        await().until(() -> unsent() > unsentBefore);
        open();

        isStoppedAfter(job, 2, 0);
    }

    @Test
    void refused_at_the_read_after_a_stop_that_got_lost() {
        String job = submitAndLose(Fault.HANG_BEFORE_EFFECT);

        isStoppedAfter(job, 2, 1);
    }

    @Test
    void refused_at_the_read_after_a_stop_that_worked() {
        String job = submitAndLose(Fault.HANG_AFTER_EFFECT);

        isStoppedAfter(job, 1, 1);
    }

    /** Closing the port ends the hanging call as well. */
    private String submitAndLose(Fault hang) {
        simulator.faults().onInstance(instanceId, hang, 1);
        String job = submit("{\"instanceIds\": [\"" + instanceId + "\"]}");
        await().pollInterval(Duration.ofMillis(10)).until(() -> calls("StopInstance") == 1);
        done(simulator.stop());
        await().during(CLOSED)
                .atMost(CLOSED.plusSeconds(2))
                .until(() ->
                        get(job).jsonPath().getString("operations[0].state").equals("Pending"));
        assertThat(calls("DescribeInstances")).isZero();
        open();
        return job;
    }

    private void isStoppedAfter(String job, int stopCalls, int reads) {
        assertThat(finished(job).<String, Object>getMap("operations[0]"))
                .containsEntry("state", "Accepted")
                .containsEntry("alreadyStopped", false)
                .containsEntry("error", null);
        assertThat(calls("StopInstance")).isEqualTo(stopCalls);
        assertThat(calls("DescribeInstances")).isEqualTo(reads);
        assertThat(simulator.fleet().find(instanceId).orElseThrow().stopsTaken())
                .isEqualTo(1);
    }

    private double unsent() {
        return metric(managementPort, "fleetstop_calls_total", "unsent");
    }

    private long calls(String action) {
        return simulator.calls().all().stream()
                .filter(call -> call.action().equals(action))
                .count();
    }

    /** For a moment the port may belong to an outgoing connection of anybody on this machine. */
    private void open() {
        await().ignoreExceptions().until(() -> {
            done(simulator.start());
            return true;
        });
    }

    private static void done(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }
}
