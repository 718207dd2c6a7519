package io.fleetstop.simulator;

import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.simulator.fleet.Status;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the simulator answers in Volcengine's dialect, call by call. */
class VolcengineDialectTest extends VolcengineCalls {
    private static final Map<String, String> STOP_CHARGING = Map.of("StoppedMode", "StopCharging");

    /** Every row of the page's table of single requests that depends on the instance; the others follow below. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALREADY_STOPPED    | KeepCharging | InvalidInstanceStatus
            ALREADY_STOPPING   | KeepCharging | InvalidInstanceStatus
            STARTING           | KeepCharging | InvalidInstanceStatus
            NEEDS_CONFIRMATION | StopCharging | InvalidStoppedMode.Conflict
            PREPAID            | StopCharging | InvalidStoppedMode.ChargeTypeMismatch
            SPOT               | StopCharging | InvalidStoppedMode.ChargeTypeMismatch
            CLASSIC_NETWORK    | StopCharging | InvalidStoppedMode.InstanceTypeMismatch
            LOCAL_DISK         | StopCharging | InvalidStoppedMode.InstanceTypeMismatch
            LOCKED             | KeepCharging | OperationDenied.ResourceLocked
            DISK_BUSY          | KeepCharging | OperationDenied.ResourceLocked
            KEY_UNAUTHORIZED   | KeepCharging | OperationDenied.ResourceCreatedByOtherService
            BUSY_WITH_IMAGE    | KeepCharging | OperationDenied.InstanceIsCreatingImage
            EXPIRED            | KeepCharging | Insufficient.InstanceCapacity
            BROKEN_TWICE       | KeepCharging | InternalError
            """)
    void each_kind_of_instance_has_its_verdict(Scenario scenario, String mode, String code) throws Exception {
        String id = id(scenario);
        var answer = stop(List.of(id, "i-sim001"), Map.of("StoppedMode", mode));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(verdicts(answer)).isEqualTo(Map.of(id, code, "i-sim001", ""));
        assertThat(status("i-sim001")).isEqualTo(Status.STOPPING);
    }

    @Test
    void ids_that_are_empty_or_not_there_have_their_verdict() throws Exception {
        var answer = stop(List.of("", "i-nowhere", "i-sim001"), Map.of());

        assertThat(verdicts(answer))
                .isEqualTo(Map.of(
                        "", "MissingParameter.InstanceId",
                        "i-nowhere", "InvalidInstance.NotFound",
                        "i-sim001", ""));
    }

    @Test
    void a_hundred_ids_are_taken_and_one_more_is_not() throws Exception {
        assertThat(verdicts(stop(ids(100), Map.of()))).hasSize(100);
        assertThat(code(stop(ids(101), Map.of()))).isEqualTo("InvalidCount.Malformed");
        assertThat(code(stop(List.of(), Map.of()))).isEqualTo("InvalidCount.Malformed");
    }

    @ParameterizedTest
    @CsvSource({
        "StoppedMode, Sometimes, InvalidStoppedMode.Malformed",
        "ForceStop, maybe, InvalidArgument",
        "ClientToken, tökén, InvalidClientToken.Malformed"
    })
    void parameter_without_sense_refuses_the_whole_call(String name, String value, String code) throws Exception {
        var answer = stop(List.of("i-sim001"), Map.of(name, value));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo(code);
        assertThat(status("i-sim001")).isEqualTo(Status.RUNNING);
    }

    @Test
    void form_and_json_bodies_stop_as_well() throws Exception {
        SignedApiCall.post(
                running.endpoint(),
                "StopInstances",
                "application/x-www-form-urlencoded",
                "InstanceIds.1=i-sim001&ForceStop=False");
        SignedApiCall.post(running.endpoint(), "StopInstances", "application/json", "{\"InstanceIds\":[\"i-sim002\"]}");

        assertThat(status("i-sim001")).isEqualTo(Status.STOPPING);
        assertThat(status("i-sim002")).isEqualTo(Status.STOPPING);
    }

    @Test
    void dry_run_says_that_the_check_passed_and_stops_nothing() throws Exception {
        var answer = get("StopInstance", Map.of("InstanceId", "i-sim001", "DryRun", "True"));

        assertThat(code(answer)).isEqualTo("DryRunOperation");
        assertThat(status("i-sim001")).isEqualTo(Status.RUNNING);
    }

    @Test
    void dry_run_finds_what_the_stop_would_have_met() throws Exception {
        var answer = get("StopInstance", Map.of("InstanceId", id(Scenario.LOCKED), "DryRun", "true"));

        assertThat(code(answer)).isEqualTo("OperationDenied.ResourceLocked");
    }

    @Test
    void action_for_one_stops_with_an_empty_result() throws Exception {
        var answer = get("StopInstance", Map.of("InstanceId", "i-sim001"));

        assertThat(result(answer)).isEqualTo(new JsonObject());
        assertThat(status("i-sim001")).isEqualTo(Status.STOPPING);
    }

    @Test
    void statuses_are_in_the_dialects_words() throws Exception {
        stop(List.of("i-sim001"), STOP_CHARGING);
        var ids = List.of("i-sim001", "i-sim002", id(Scenario.ALREADY_STOPPED), "i-nowhere");
        var listed = result(get("DescribeInstances", SignedApiCall.numbered(ids, Map.of())));

        assertThat(listed.getInteger("TotalCount")).isEqualTo(3);
        assertThat(listed.getString("NextToken")).isEmpty();
        assertThat(listed.getJsonArray("Instances").stream().map(JsonObject.class::cast))
                .extracting(each -> each.getString("Status") + " " + each.getString("StoppedMode"))
                .containsExactly("STOPPING StopCharging", "RUNNING ", "STOPPED KeepCharging");
    }

    @Test
    void ten_are_listed_unless_more_are_asked_for() throws Exception {
        var ten = result(get("DescribeInstances", SignedApiCall.numbered(ids(100), Map.of())));
        var next = result(get(
                "DescribeInstances",
                SignedApiCall.numbered(ids(100), Map.of("NextToken", ten.getString("NextToken")))));
        var all = result(get("DescribeInstances", SignedApiCall.numbered(ids(100), Map.of("MaxResults", "100"))));

        assertThat(ten.getJsonArray("Instances")).hasSize(10);
        assertThat(next.getJsonArray("Instances").getJsonObject(0).getString("InstanceId"))
                .isEqualTo("i-sim011");
        assertThat(all.getJsonArray("Instances")).hasSize(100);
        assertThat(code(get("DescribeInstances", Map.of("MaxResults", "101")))).isEqualTo("InvalidArgument");
    }

    @ParameterizedTest
    @CsvSource({"StopEverything, 2020-04-01", "StopInstances, 2014-05-26"})
    void unknown_action_or_version_is_not_found(String action, String version) throws Exception {
        var answer = get(action, new TreeMap<>(Map.of("Version", version, "InstanceIds.1", "i-sim001")));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(code(answer)).isEqualTo("InvalidActionOrVersion");
    }
}
