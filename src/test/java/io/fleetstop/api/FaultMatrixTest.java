package io.fleetstop.api;

import io.fleetstop.simulator.CallRecord;
import io.fleetstop.simulator.Fault;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.get;
import static io.fleetstop.api.Service.metric;
import static io.fleetstop.api.Service.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a caller sees of each fault, wherever it strikes. A connection that is refused is no row: nothing answers, so there is no call of
 * the simulator to lay the fault on. {@link ConnectionRefusedTest} has it.
 */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class FaultMatrixTest {
    private static final int FOR_GOOD = 1_000_000;

    /** Longer than the first waits between probes, so that the number of calls shows whether they are paced. */
    private static final Duration HELD = Duration.ofSeconds(2);

    @Inject
    Simulator simulator;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    private String instanceId;

    /** Which call a fault strikes. */
    enum Place {
        /** The first stop. */
        FIRST,
        /** The stop that is sent again after an internal error. */
        REPEAT,
        /** The read after a stop that got lost on its way in. */
        READ_LOST,
        /** The read after a stop that worked and whose answer got lost. */
        READ_DONE
    }

    /** How long a fault stays. */
    enum Lasts {
        ONCE,
        LIFTED,
        FOR_GOOD
    }

    @BeforeEach
    void reset() {
        simulator.reset();
        simulator.faults().slowness(Duration.ofMillis(500));
        // Stays in Stopping, so that no outcome depends on how long the reads of a case take.
        instanceId = simulator.fleet().first(Scenario.HANGS_IN_STOPPING).id();
    }

    /** The circuit outlives the job and the simulator's reset. */
    @AfterEach
    void next_case_finds_the_circuit_closed() {
        simulator.faults().clear();
        await().pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(5))
                .until(() -> metric(managementPort, "fleetstop_circuit_open") == 0);
    }

    @ParameterizedTest(name = "{0} at {1}, {2}: {3} {4}, {5} calls, {6} stops")
    @CsvSource(delimiter = '|', textBlock = """
            # fault              | place     | lasts    | state    | code                     | calls | stops
            THROTTLED            | FIRST     | ONCE     | Accepted |                          | 2     | 1
            THROTTLED            | REPEAT    | ONCE     | Accepted |                          | 3     | 1
            THROTTLED            | READ_LOST | ONCE     | Accepted |                          | 2     | 1
            THROTTLED            | READ_DONE | ONCE     | Accepted |                          | 1     | 1
            THROTTLED_WITH_HINT  | FIRST     | ONCE     | Accepted |                          | 2     | 1
            THROTTLED_WITH_HINT  | REPEAT    | ONCE     | Accepted |                          | 3     | 1
            THROTTLED_WITH_HINT  | READ_LOST | ONCE     | Accepted |                          | 2     | 1
            THROTTLED_WITH_HINT  | READ_DONE | ONCE     | Accepted |                          | 1     | 1
            INTERNAL_ERROR       | FIRST     | ONCE     | Accepted |                          | 2     | 1
            INTERNAL_ERROR       | REPEAT    | ONCE     | Accepted |                          | 3     | 1
            INTERNAL_ERROR       | READ_LOST | ONCE     | Accepted |                          | 2     | 1
            INTERNAL_ERROR       | READ_DONE | ONCE     | Accepted |                          | 1     | 1
            SERVICE_UNAVAILABLE  | FIRST     | ONCE     | Accepted |                          | 2     | 1
            SERVICE_UNAVAILABLE  | REPEAT    | ONCE     | Accepted |                          | 3     | 1
            SERVICE_UNAVAILABLE  | READ_LOST | ONCE     | Accepted |                          | 2     | 1
            SERVICE_UNAVAILABLE  | READ_DONE | ONCE     | Accepted |                          | 1     | 1
            BROKEN_BEFORE_EFFECT | FIRST     | ONCE     | Accepted |                          | 2     | 1
            BROKEN_BEFORE_EFFECT | REPEAT    | ONCE     | Accepted |                          | 3     | 1
            BROKEN_BEFORE_EFFECT | READ_LOST | ONCE     | Accepted |                          | 2     | 1
            BROKEN_BEFORE_EFFECT | READ_DONE | ONCE     | Accepted |                          | 1     | 1
            BROKEN_AFTER_EFFECT  | FIRST     | ONCE     | Accepted |                          | 1     | 1
            BROKEN_AFTER_EFFECT  | REPEAT    | ONCE     | Accepted |                          | 2     | 1
            BROKEN_AFTER_EFFECT  | READ_LOST | ONCE     | Accepted |                          | 2     | 1
            BROKEN_AFTER_EFFECT  | READ_DONE | ONCE     | Accepted |                          | 1     | 1
            HANG_AFTER_EFFECT    | FIRST     | ONCE     | Accepted |                          | 1     | 1
            HANG_AFTER_EFFECT    | REPEAT    | ONCE     | Accepted |                          | 2     | 1
            HANG_AFTER_EFFECT    | READ_LOST | ONCE     | Accepted |                          | 2     | 1
            HANG_AFTER_EFFECT    | READ_DONE | ONCE     | Accepted |                          | 1     | 1
            SLOW                 | FIRST     | ONCE     | Accepted |                          | 1     | 1
            SLOW                 | REPEAT    | ONCE     | Accepted |                          | 2     | 1
            SLOW                 | READ_LOST | ONCE     | Accepted |                          | 2     | 1
            SLOW                 | READ_DONE | ONCE     | Accepted |                          | 1     | 1
            TRUNCATED_BODY       | FIRST     | ONCE     | Accepted |                          | 1     | 1
            TRUNCATED_BODY       | REPEAT    | ONCE     | Accepted |                          | 2     | 1
            TRUNCATED_BODY       | READ_LOST | ONCE     | Accepted |                          | 2     | 1
            TRUNCATED_BODY       | READ_DONE | ONCE     | Accepted |                          | 1     | 1
            BAD_GATEWAY_PAGE     | FIRST     | ONCE     | Accepted |                          | 2     | 1
            BAD_GATEWAY_PAGE     | REPEAT    | ONCE     | Accepted |                          | 3     | 1
            BAD_GATEWAY_PAGE     | READ_LOST | ONCE     | Accepted |                          | 2     | 1
            BAD_GATEWAY_PAGE     | READ_DONE | ONCE     | Accepted |                          | 1     | 1
            FORBIDDEN            | FIRST     | LIFTED   | Accepted |                          | 2-6   | 1
            FORBIDDEN            | REPEAT    | LIFTED   | Accepted |                          | 3-7   | 1
            FORBIDDEN            | READ_LOST | LIFTED   | Accepted |                          | 2     | 1
            FORBIDDEN            | READ_DONE | LIFTED   | Accepted |                          | 1     | 1
            INSTANCE_NOT_FOUND   | FIRST     | FOR_GOOD | Failed   | InvalidInstance.NotFound | 1     | 0
            INSTANCE_NOT_FOUND   | REPEAT    | FOR_GOOD | Failed   | InvalidInstance.NotFound | 2     | 0
            INSTANCE_NOT_FOUND   | READ_LOST | ONCE     | Accepted |                          | 2     | 1
            INSTANCE_NOT_FOUND   | READ_DONE | ONCE     | Accepted |                          | 1     | 1
            # Not listed is not gone: the second call is a check.
            INSTANCE_NOT_FOUND   | READ_LOST | FOR_GOOD | Failed   | InvalidInstance.NotFound | 2     | 0
            INSTANCE_NOT_FOUND   | READ_DONE | FOR_GOOD | Failed   | InvalidInstance.NotFound | 2     | 1
            WRONG_STATUS         | FIRST     | ONCE     | Accepted |                          | 2     | 1
            WRONG_STATUS         | REPEAT    | ONCE     | Accepted |                          | 3     | 1
            # A read is never refused so. What it may show instead is below.
            WRONG_STATUS         | FIRST     | FOR_GOOD | Failed   | InvalidInstanceStatus    | 3     | 0
            WRONG_STATUS         | REPEAT    | FOR_GOOD | Failed   | InvalidInstanceStatus    | 4     | 0
            """)
    void fault_ends_as_foreseen_and_no_instance_is_stopped_twice(
            Fault fault, Place place, Lasts lasts, String state, String code, String calls, int stops) {
        plan(fault, place, lasts);
        String job = submit("{\"instanceIds\": [\"" + instanceId + "\"]}");
        if (lasts == Lasts.LIFTED) {
            assertThat(code).isNull();
            stays_pending(job, fault, place);
            simulator.faults().clear();
        }

        Map<String, Object> operation = finished(job).getMap("operations[0]");

        assertThat(operation).containsEntry("state", state).containsEntry("alreadyStopped", false);
        assertThat(code(operation)).isEqualTo(code);
        String[] range = calls.split("-");
        assertThat(calls("StopInstance"))
                .hasSizeBetween(Integer.parseInt(range[0]), Integer.parseInt(range[range.length - 1]));
        assertThat(stopsTaken()).isEqualTo(stops);
    }

    @Test
    void instance_that_a_read_shows_starting_is_stopped_once_it_runs() {
        instanceId = simulator.fleet().first(Scenario.STARTING).id();
        simulator.faults().onInstance(instanceId, Fault.BROKEN_BEFORE_EFFECT, 1);

        Map<String, Object> operation =
                finished(submit("{\"instanceIds\": [\"" + instanceId + "\"]}")).getMap("operations[0]");

        assertThat(operation).containsEntry("state", "Accepted").containsEntry("error", null);
        assertThat(calls("StopInstance")).hasSize(2);
        assertThat(stopsTaken()).isEqualTo(1);
    }

    @Test
    void stop_that_was_throttled_with_a_hint_comes_no_sooner_than_it_says() {
        simulator.faults().onInstance(instanceId, Fault.THROTTLED_WITH_HINT, 1);

        finished(submit("{\"instanceIds\": [\"" + instanceId + "\"]}"));

        List<CallRecord> stops = calls("StopInstance");
        assertThat(stops).hasSize(2);
        assertThat(stops.get(1).at().minus(stops.get(0).at())).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    private void plan(Fault fault, Place place, Lasts lasts) {
        int times = lasts == Lasts.ONCE ? 1 : FOR_GOOD;
        // One on the instance goes before one on the action, which is then for the calls after it.
        switch (place) {
            case FIRST -> {}
            case REPEAT -> simulator.faults().onInstance(instanceId, Fault.INTERNAL_ERROR, 1);
            case READ_LOST -> simulator.faults().onInstance(instanceId, Fault.BROKEN_BEFORE_EFFECT, 1);
            case READ_DONE -> simulator.faults().onInstance(instanceId, Fault.BROKEN_AFTER_EFFECT, 1);
        }
        boolean atRead = place == Place.READ_LOST || place == Place.READ_DONE;
        if (atRead) {
            simulator.faults().onAction("DescribeInstances", fault, times);
        }
        // What lasts is not over when the next stop comes.
        if (!atRead || lasts != Lasts.ONCE) {
            simulator.faults().onAction("StopInstance", fault, times);
        }
    }

    private void stays_pending(String job, Fault fault, Place place) {
        String struck = place == Place.FIRST || place == Place.REPEAT ? "StopInstance" : "DescribeInstances";
        await().until(() -> calls(struck).stream().anyMatch(call -> call.code().equals(fault.name())));
        await().during(HELD)
                .atMost(HELD.plusSeconds(2))
                .until(() ->
                        get(job).jsonPath().getString("operations[0].state").equals("Pending"));
        double open = metric(managementPort, "fleetstop_circuit_open");
        // A read that is refused says nothing of what the account may stop.
        assertThat(open).isEqualTo(struck.equals("StopInstance") ? 1 : 0);
    }

    private List<CallRecord> calls(String action) {
        return simulator.calls().all().stream()
                .filter(call -> call.action().equals(action))
                .toList();
    }

    private int stopsTaken() {
        return simulator.fleet().find(instanceId).orElseThrow().stopsTaken();
    }

    private static Object code(Map<String, Object> operation) {
        return operation.get("error") == null ? null : ((Map<?, ?>) operation.get("error")).get("code");
    }
}
