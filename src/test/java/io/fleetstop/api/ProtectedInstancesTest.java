package io.fleetstop.api;

import com.aliyun.ecs20140526.models.StopInstanceRequest;
import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.actionapi.aliyun.PresentClient;
import io.fleetstop.simulator.CallRecord;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.VolcengineClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.outcomeOf;
import static io.fleetstop.api.Service.quoted;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** What a target's rules protect is never called for, whatever is asked and at whichever door. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(ProtectedInstancesTest.Databases.class)
class ProtectedInstancesTest {
    public static final class Databases implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(new WithAccessKeys().getConfigOverrides());
            settings.put("fleetstop.targets.\"simulator\".protected.databases", "i-sim001,i-db-*");
            settings.put("fleetstop.targets.\"volcengine\".protected.databases", "i-sim001");
            settings.put("fleetstop.targets.\"volcengine\".batch-size", "100");
            return settings;
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
    void forced_stop_of_a_hundred_stops_the_other_99(String target) {
        // Every fifth is of a kind of its own.
        List<String> ids = IntStream.rangeClosed(1, 125)
                .filter(number -> number % 5 != 0)
                .mapToObj("i-sim%03d"::formatted)
                .toList();

        JsonPath job = finished(submit("{\"instanceIds\": [" + quoted(ids) + "], \"target\": \"" + target
                + "\", \"forceStop\": true, \"maxErrors\": 0}"));

        assertThat(job.getString("state")).isEqualTo("PartiallySucceeded");
        assertThat(job.getInt("progress.skipped")).isEqualTo(1);
        assertThat(job.getInt("progress.accepted")).isEqualTo(99);
        assertThat(job.getString("operations[0].state")).isEqualTo("Skipped");
        assertThat(job.getInt("operations[0].attempts")).isZero();
        assertThat(job.<String, Object>getMap("operations[0].error"))
                .containsEntry("code", "Protected.databases")
                .containsEntry("providerCode", null);
        assertThat(named()).doesNotContain("i-sim001").hasSize(99);
    }

    @ParameterizedTest
    @ValueSource(strings = {", \"dryRun\": true", ", \"waitFor\": \"Stopped\", \"forceAfter\": \"PT10S\""})
    void neither_a_check_nor_a_later_force_calls_for_it(String options) {
        assertThat(outcomeOf("i-sim001", options)).containsEntry("state", "Skipped");
        assertThat(outcomeOf("I-SIM001", options)).containsEntry("state", "Skipped");
        assertThat(outcomeOf("i-db-4", options)).containsEntry("state", "Skipped");
        assertThat(simulator.calls().total()).isZero();
    }

    @Test
    void trying_again_does_not_get_past_it() {
        String id = submit("{\"instanceIds\": [\"i-sim001\"]}");
        assertThat(finished(id).getString("state")).isEqualTo("Failed");

        String again = given().post("/v1/stop-jobs/" + id + "/retry")
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        assertThat(finished(again).getString("operations[0].error.code")).isEqualTo("Protected.databases");
        assertThat(simulator.calls().total()).isZero();
    }

    @Test
    void alibaba_clouds_client_is_denied_the_operation() throws Exception {
        var client = PresentClient.with(WithAccessKeys.KEY, WithAccessKeys.SECRET);

        var error =
                PresentClient.refused(() -> client.stopInstance(new StopInstanceRequest().setInstanceId("i-sim001")));

        assertThat(error.getStatusCode()).isEqualTo(403);
        assertThat(error.getCode()).isEqualTo("OperationDenied");
        assertThat(error.getMessage()).contains("'databases'");
        assertThat(simulator.calls().total()).isZero();
    }

    @Test
    void volcengines_client_is_told_beside_what_was_stopped() throws Exception {
        var client = VolcengineClient.with(WithAccessKeys.KEY, WithAccessKeys.SECRET);

        var stopped = client.stop(List.of("i-sim001", "i-sim101"), Map.of());

        assertThat(stopped.details)
                .extracting(VolcengineClient.Detail::code)
                .containsExactly("Protected.databases", null);
        assertThat(stopped.details.get(0).message()).contains("'databases'");
        assertThat(named()).containsExactly("i-sim101");
    }

    /** Whatever any stop call or check named. */
    private List<String> named() {
        return simulator.calls().all().stream()
                .filter(call -> call.action().startsWith("Stop"))
                .map(CallRecord::instanceIds)
                .flatMap(List::stream)
                .toList();
    }
}
