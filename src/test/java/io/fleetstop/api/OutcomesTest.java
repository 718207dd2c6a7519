package io.fleetstop.api;

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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.ids;
import static io.fleetstop.api.Service.outcomeOf;
import static io.fleetstop.api.Service.submit;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of each kind of instance, through the real engine, over the cloud's own protocol. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class OutcomesTest {
    @Inject
    Simulator simulator;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @ParameterizedTest(name = "{0} with {1} fails with {2}")
    @CsvSource(delimiter = '|', textBlock = """
            i-simgone | stoppedMode KeepCharging | InvalidInstance.NotFound                   | InvalidInstanceId.NotFound
            i-sim020  | stoppedMode KeepCharging | OperationDenied.ResourceLocked             | InstanceLockedForSecurity
            i-sim025  | stoppedMode KeepCharging | InstanceExpiredOrInArrears                 | InstanceExpiredOrInArrears
            i-sim030  | stoppedMode KeepCharging | InstanceType.ParameterMismatch             | InstanceType.ParameterMismatch
            i-sim035  | stoppedMode StopCharging | InvalidStoppedMode.InstanceTypeMismatch    | InvalidInstanceId.NotSupport
            i-sim040  | stoppedMode StopCharging | InvalidStoppedMode.ChargeTypeMismatch      | InvalidInstanceId.NotSupport
            i-sim045  | stoppedMode StopCharging | InvalidStoppedMode.InstanceTypeMismatch    | InvalidInstanceId.NotSupport
            i-sim050  | stoppedMode StopCharging | InvalidStoppedMode.ChargeTypeMismatch      | InvalidInstanceId.NotSupport
            i-sim065  | stoppedMode KeepCharging | InvalidParameter.KMSKeyId.KMSUnauthorized  | InvalidParameter.KMSKeyId.KMSUnauthorized
            i-sim080  | stoppedMode KeepCharging | InvalidInstanceStatus                      | IncorrectInstanceStatus
            """)
    void refusal_is_translated_and_the_clouds_own_words_are_kept(
            String instanceId, String option, String code, String providerCode) {
        String[] parts = option.split(" ");
        Map<String, Object> operation = outcomeOf(instanceId, ", \"" + parts[0] + "\": \"" + parts[1] + "\"");
        assertThat(operation).containsEntry("state", "Failed").containsEntry("alreadyStopped", false);
        assertThat(error(operation))
                .containsEntry("code", code)
                .containsEntry("providerCode", providerCode)
                .doesNotContainValue(null);
        assertThat(operation.get("providerRequestId")).isNotNull();
        assertThat(stopsTaken(instanceId)).isZero();
    }

    @ParameterizedTest(name = "{0} succeeds: {1}, already stopped {2}, after {3} attempts")
    @CsvSource({
        "i-sim001, Accepted, false, 1",
        "i-sim005, Stopped, true, 1",
        "i-sim010, Accepted, true, 1",
        "i-sim015, Accepted, false, 2",
        "i-sim035, Accepted, false, 1",
        "i-sim055, Accepted, false, 3",
        "i-sim070, Accepted, false, 3",
    })
    void instance_that_can_be_stopped_is(String instanceId, String state, boolean already, int attempts) {
        assertThat(outcomeOf(instanceId, ""))
                .containsEntry("state", state)
                .containsEntry("alreadyStopped", already)
                .containsEntry("attempts", attempts)
                .containsEntry("error", null);
    }

    @Test
    void options_reach_the_cloud() {
        assertThat(outcomeOf("i-sim030", ", \"confirmStop\": true")).containsEntry("state", "Accepted");
        assertThat(outcomeOf("i-sim001", ", \"stoppedMode\": \"StopCharging\"")).containsEntry("state", "Accepted");
    }

    @Test
    void job_that_waits_ends_when_the_instance_is_seen_stopped() {
        assertThat(outcomeOf("i-sim001", ", \"waitFor\": \"Stopped\""))
                .containsEntry("state", "Stopped")
                .containsEntry("alreadyStopped", false);
        assertThat(stopsTaken("i-sim001")).isEqualTo(1);
    }

    @Test
    void dry_run_passes_or_names_the_obstacle_and_stops_nothing() {
        JsonPath job =
                finished(submit("{\"instanceIds\": [\"i-sim001\", \"i-sim020\", \"i-simgone\"], \"dryRun\": true}"));
        assertThat(job.<String>getList("operations.state")).containsExactly("Accepted", "Failed", "Failed");
        assertThat(stopsTaken("i-sim001")).isZero();
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
        simulator.faults().onInstance("i-sim001", fault, 1);
        assertThat(outcomeOf("i-sim001", "")).containsEntry("error", null).containsEntry("alreadyStopped", false);
        assertThat(stopsTaken("i-sim001")).isEqualTo(1);
    }

    @Test
    void fault_that_stays_ends_in_an_error_after_a_bounded_number_of_calls() {
        simulator.faults().onInstance("i-sim001", Fault.INTERNAL_ERROR, 1000);
        assertThat(error(outcomeOf("i-sim001", "")))
                .containsEntry("code", "InternalError")
                .containsEntry("providerCode", "InternalError");
        assertThat(simulator.calls().all())
                .filteredOn(call -> call.action().equals("StopInstance"))
                .hasSize(8);
    }

    @Test
    void hundred_instances_on_a_slow_account_are_each_stopped_once_in_spite_of_throttling() {
        simulator.limits().set(50, 10);
        JsonPath job = finished(submit("{\"instanceIds\": [" + ids(100) + "]}"));
        assertThat(job.getInt("progress.failed")).isEqualTo(5);
        assertThat(job.<String>getList("operations.error.code")).doesNotContain("FlowLimitExceeded");
        assertThat(simulator.fleet().all()).allMatch(instance -> instance.stopsTaken() <= 1);
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
