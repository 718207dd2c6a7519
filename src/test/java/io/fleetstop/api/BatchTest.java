package io.fleetstop.api;

import io.fleetstop.simulator.CallRecord;
import io.fleetstop.simulator.Fault;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.quoted;
import static io.fleetstop.api.Service.submit;
import static org.assertj.core.api.Assertions.assertThat;

/** Targets that stop up to a hundred instances with one call, of both clouds. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(BatchTest.Hundred.class)
class BatchTest {
    public static final class Hundred implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "fleetstop.targets.\"simulator\".batch-size", "100",
                    "fleetstop.targets.\"volcengine\".batch-size", "100");
        }
    }

    @Inject
    Simulator simulator;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulator", "volcengine"})
    void hundred_instances_are_stopped_with_one_call(String target) {
        JsonPath job = run(target, ordinary());

        assertThat(job.getString("state")).isEqualTo("Succeeded");
        assertThat(job.<Integer>getList("operations.attempts")).containsOnly(1);
        assertThat(stopCalls()).hasSize(1);
        assertThat(stopped(ordinary())).allMatch(instance -> instance.stopsTaken() == 1);
    }

    @ParameterizedTest
    @CsvSource({
        "simulator,  InstanceLockedForSecurity,     i-sim020",
        "volcengine, Insufficient.InstanceCapacity, i-sim025"
    })
    void bad_ids_harm_no_other(String target, String providerCode, String bad) {
        List<String> ids = new ArrayList<>(ordinary());
        ids.set(10, "i-nowhere");
        ids.set(50, bad);

        JsonPath job = run(target, ids);

        assertThat(job.getInt("progress.accepted")).isEqualTo(98);
        assertThat(job.getString("operations[10].error.code")).isEqualTo("InvalidInstance.NotFound");
        assertThat(job.getString("operations[50].error.providerCode")).isEqualTo(providerCode);
        assertThat(stopCalls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulator", "volcengine"})
    void only_instances_that_were_throttled_go_again(String target) {
        simulator.faults().onInstance("i-sim002", Fault.THROTTLED, 2);
        simulator.faults().onInstance("i-sim004", Fault.THROTTLED, 1);

        JsonPath job = run(target, ordinary());

        assertThat(job.getString("state")).isEqualTo("Succeeded");
        assertThat(stopCalls()).extracting(call -> call.instanceIds().size()).containsExactly(100, 2, 1);
    }

    @ParameterizedTest
    @EnumSource(
            names = {"HANG_AFTER_EFFECT", "BROKEN_AFTER_EFFECT", "TRUNCATED_BODY", "HANG_BEFORE_EFFECT", "THROTTLED"})
    void whatever_becomes_of_the_answer_each_instance_is_stopped_once(Fault fault) {
        for (String target : List.of("simulator", "volcengine")) {
            simulator.reset();
            simulator.faults().onAction("StopInstances", fault, 1);

            JsonPath job = run(target, ordinary());

            assertThat(job.getString("state")).isEqualTo("Succeeded");
            assertThat(stopped(ordinary())).allMatch(instance -> instance.stopsTaken() == 1);
            assertThat(stopCalls()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"simulator", "volcengine"})
    void what_was_down_already_is_told_so(String target) {
        JsonPath job = run(target, List.of("i-sim001", "i-sim005", "i-sim010"));

        assertThat(job.<Boolean>getList("operations.alreadyStopped")).containsExactly(false, true, true);
        assertThat(job.getString("state")).isEqualTo("Succeeded");
    }

    private static JsonPath run(String target, List<String> ids) {
        return finished(submit("{\"instanceIds\": [" + quoted(ids) + "], \"target\": \"" + target + "\"}"));
    }

    private List<CallRecord> stopCalls() {
        return simulator.calls().all().stream()
                .filter(call -> call.action().startsWith("Stop"))
                .toList();
    }

    private List<Instance> stopped(List<String> ids) {
        return ids.stream().map(id -> simulator.fleet().find(id).orElseThrow()).toList();
    }

    /** A hundred that nothing is the matter with: every fifth is of a kind of its own. */
    private static List<String> ordinary() {
        return IntStream.rangeClosed(1, 125)
                .filter(number -> number % 5 != 0)
                .mapToObj("i-sim%03d"::formatted)
                .toList();
    }
}
