package io.fleetstop.api;

import io.fleetstop.simulator.CallRecord;
import io.fleetstop.simulator.Fault;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.outcomeOf;
import static io.fleetstop.api.Service.quoted;
import static io.fleetstop.api.Service.submit;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of instances of a Volcengine target, through the real engine, over that cloud's own protocol. Of the second hundred, since
 * other tests may leave jobs behind that still ask for some of the first.
 */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class VolcengineOutcomesTest {
    private static final String TARGET = ", \"target\": \"volcengine\"";

    @Inject
    Simulator simulator;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @ParameterizedTest(name = "{0} with {1} fails with {2}")
    @CsvSource({
        "i-simgone, KeepCharging, InvalidInstance.NotFound",
        "i-sim125, KeepCharging, Insufficient.InstanceCapacity",
        "i-sim130, StopCharging, InvalidStoppedMode.Conflict",
        "i-sim135, StopCharging, InvalidStoppedMode.InstanceTypeMismatch",
        "i-sim140, StopCharging, InvalidStoppedMode.ChargeTypeMismatch",
        "i-sim165, KeepCharging, OperationDenied.ResourceCreatedByOtherService"
    })
    void refusal_keeps_the_clouds_code_and_words(String instanceId, String stoppedMode, String code) {
        Map<String, Object> operation = outcome(instanceId, ", \"stoppedMode\": \"" + stoppedMode + "\"");

        assertThat(operation).containsEntry("state", "Failed").containsEntry("attempts", 1);
        assertThat(error(operation))
                .containsEntry("code", code)
                .containsEntry("providerCode", code)
                .doesNotContainValue(null);
        assertThat(operation.get("providerRequestId")).isNotNull();
        assertThat(stopsTaken(instanceId)).isZero();
    }

    @ParameterizedTest(name = "{0} succeeds: {1}, already stopped {2}, after {3} attempts")
    @CsvSource({
        "i-sim101, Accepted, false, 1",
        "i-sim105, Stopped, true, 1",
        "i-sim110, Accepted, true, 1",
        "i-sim115, Accepted, false, 2",
        "i-sim155, Accepted, false, 3",
        "i-sim170, Accepted, false, 3",
    })
    void instance_that_can_be_stopped_is(String instanceId, String state, boolean already, int attempts) {
        assertThat(outcome(instanceId, ""))
                .containsEntry("state", state)
                .containsEntry("alreadyStopped", already)
                .containsEntry("attempts", attempts)
                .containsEntry("error", null);
    }

    @Test
    void job_that_waits_ends_when_the_instance_is_seen_stopped() {
        assertThat(outcome("i-sim101", ", \"waitFor\": \"Stopped\"")).containsEntry("state", "Stopped");
        assertThat(stopsTaken("i-sim101")).isEqualTo(1);
    }

    @Test
    void dry_run_passes_or_names_the_obstacle_and_stops_nothing() {
        JsonPath job = finished(submit(
                "{\"instanceIds\": [\"i-sim101\", \"i-sim165\", \"i-simgone\"], \"dryRun\": true" + TARGET + "}"));

        assertThat(job.<String>getList("operations.state")).containsExactly("Accepted", "Failed", "Failed");
        assertThat(stopsTaken("i-sim101")).isZero();
        assertThat(simulator.calls().all()).noneMatch(call -> call.action().equals("StopInstances"));
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "INTERNAL_ERROR",
                "SERVICE_UNAVAILABLE",
                "THROTTLED",
                "BAD_GATEWAY_PAGE",
                "BROKEN_BEFORE_EFFECT",
                "BROKEN_AFTER_EFFECT",
                "TRUNCATED_BODY",
                "EMPTY_BODY",
                "OVERSIZED_BODY",
                "HANG_AFTER_EFFECT",
                "HANG_BEFORE_EFFECT"
            })
    void whatever_goes_wrong_once_the_instance_is_stopped_once(Fault fault) {
        simulator.faults().onInstance("i-sim101", fault, 1);

        assertThat(outcome("i-sim101", "")).containsEntry("error", null).containsEntry("alreadyStopped", false);
        assertThat(stopsTaken("i-sim101")).isEqualTo(1);
    }

    @Test
    void throttle_at_the_gateway_costs_no_attempt() {
        simulator.faults().onAction("StopInstances", Fault.THROTTLED, 3);

        assertThat(outcome("i-sim101", "")).containsEntry("error", null).containsEntry("state", "Accepted");
        assertThat(stopsTaken("i-sim101")).isEqualTo(1);
    }

    /** All but the two that stay busy, which would be asked for five minutes. */
    @Test
    void many_instances_on_a_slow_account_are_each_stopped_once_in_spite_of_throttling() {
        simulator.limits().set(50, 10);
        String ids = quoted(IntStream.rangeClosed(101, 200)
                .filter(number -> number != 120 && number != 180)
                .mapToObj("i-sim%03d"::formatted)
                .toList());
        JsonPath job = finished(submit("{\"instanceIds\": [" + ids + "]" + TARGET + "}"));

        assertThat(job.getString("provider")).isEqualTo("volcengine");
        assertThat(job.getInt("progress.failed")).isEqualTo(2);
        assertThat(job.<String>getList("operations.error.code")).doesNotContain("FlowLimitExceeded", "InternalError");
        assertThat(simulator.fleet().all()).allMatch(instance -> instance.stopsTaken() <= 1);
        assertThat(simulator.calls().all())
                .extracting(CallRecord::action)
                .isSubsetOf("StopInstances", "StopInstance", "DescribeInstances");
    }

    private static Map<String, Object> outcome(String instanceId, String options) {
        return outcomeOf(instanceId, options + TARGET);
    }

    /** Of an instance that does not exist none. */
    private int stopsTaken(String instanceId) {
        return simulator.fleet().find(instanceId).map(Instance::stopsTaken).orElse(0);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> error(Map<String, Object> operation) {
        return (Map<String, Object>) operation.get("error");
    }
}
