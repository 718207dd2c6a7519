package io.fleetstop.actionapi.volcengine;

import com.volcengine.ContentType;
import com.volcengine.HttpMethod;
import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.simulator.fleet.Status;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.VolcengineClient;
import io.fleetstop.testing.VolcengineClient.Detail;
import io.fleetstop.testing.VolcengineClient.Stopped;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.fleetstop.testing.VolcengineClient.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The vendor's client stops instances through the service as it would without. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(WithAccessKeys.class)
class StopsByVolcengineClientTest {
    private static final Map<String, String> NO_MORE = Map.of();

    @Inject
    Simulator simulator;

    private VolcengineClient client;

    @BeforeEach
    void setup() {
        simulator.reset();
        client = VolcengineClient.with(WithAccessKeys.KEY, WithAccessKeys.SECRET);
    }

    @Test
    void one_instance_is_stopped_once_and_listed_without_an_error() throws Exception {
        Stopped stopped = client.stop(List.of("i-sim101"), NO_MORE);

        assertThat(stopped.details).extracting(detail -> detail.instanceId).containsExactly("i-sim101");
        assertThat(stopped.details.get(0).code()).isNull();
        assertThat(stopped.getResponseMetadata())
                .extracting("action", "version", "service", "region")
                .containsExactly("StopInstances", "2020-04-01", "ecs", "cn-beijing");
        assertThat(stopped.getResponseMetadata().getRequestId()).isNotBlank();
        assertThat(instance("i-sim101").stopsTaken()).isEqualTo(1);
        assertThat(job(stopped).getString("target")).isEqualTo("volcengine");
        assertThat(job(stopped).getString("createdBy")).isEqualTo("default/" + WithAccessKeys.KEY);
    }

    /** The two that stay busy are left out, since they would be asked for five minutes. */
    @Test
    void hundred_instances_get_a_verdict_each_in_the_order_of_the_request() throws Exception {
        List<String> ids = new ArrayList<>(IntStream.rangeClosed(101, 200)
                .map(number -> 301 - number)
                .filter(number -> number != 120 && number != 180)
                .mapToObj("i-sim%03d"::formatted)
                .toList());
        ids.add(3, "i-simgone1");
        ids.add("i-simgone2");

        Stopped stopped = client.stop(ids, Map.of("StoppedMode", "StopCharging"));

        assertThat(stopped.details).extracting(detail -> detail.instanceId).isEqualTo(ids);
        assertThat(failures(stopped))
                .isEqualTo(Map.of(
                        "i-simgone1", "InvalidInstance.NotFound",
                        "i-simgone2", "InvalidInstance.NotFound",
                        "i-sim125", "Insufficient.InstanceCapacity",
                        "i-sim130", "InvalidStoppedMode.Conflict",
                        "i-sim135", "InvalidStoppedMode.InstanceTypeMismatch",
                        "i-sim140", "InvalidStoppedMode.ChargeTypeMismatch",
                        "i-sim145", "InvalidStoppedMode.InstanceTypeMismatch",
                        "i-sim150", "InvalidStoppedMode.ChargeTypeMismatch",
                        "i-sim165", "OperationDenied.ResourceCreatedByOtherService"));
        assertThat(stopped.details.get(3).message()).isEqualTo("The specified instance does not exist.");
        assertThat(stopped.details).allMatch(detail -> (detail.code() == null) == isStopped(detail));
        assertThat(simulator.fleet().all()).allMatch(instance -> instance.stopsTaken() <= 1);
        assertThat(job(stopped).getString("state")).isEqualTo("PartiallySucceeded");
    }

    @Test
    void what_is_stopped_already_is_a_success() throws Exception {
        assertThat(failures(client.stop(List.of("i-sim105"), NO_MORE))).isEmpty();
        assertThat(instance("i-sim105").stopsTaken()).isZero();
    }

    @Test
    void mode_that_is_empty_is_the_plain_one() throws Exception {
        assertThat(job(client.stop(List.of("i-sim101"), Map.of("StoppedMode", "")))
                        .getString("stoppedMode"))
                .isEqualTo("KeepCharging");
    }

    @Test
    void call_that_waits_for_stopped_ends_when_the_instance_is_and_booleans_come_in_any_case() throws Exception {
        // Takes a plain stop and never gets to its end.
        client.stop(List.of("i-sim185"), Map.of("ForceStop", "True", "WaitFor", "Stopped"));

        assertThat(instance("i-sim185").status()).isEqualTo(Status.STOPPED);
    }

    @Test
    void dry_run_tells_the_obstacles_and_stops_nothing() throws Exception {
        Stopped checked = client.stop(List.of("i-sim101", "i-sim165"), Map.of("DryRun", "true"));

        assertThat(failures(checked)).isEqualTo(Map.of("i-sim165", "OperationDenied.ResourceCreatedByOtherService"));
        assertThat(instance("i-sim101").status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void form_and_json_bodies_stop_as_well() throws Exception {
        // The vendor's client has a name for forms, and then cannot write one.
        HandSigned.send(HandSigned.signed(
                        "POST", NO_MORE, "application/x-www-form-urlencoded", "InstanceIds.2=i-sim101&ForceStop=False")
                .build());
        client.callAnyhow(
                HttpMethod.POST, ContentType.ApplicationJSON, Map.of("InstanceIds", List.of("i-sim102", "i-sim103")));

        assertThat(List.of("i-sim101", "i-sim102", "i-sim103"))
                .allMatch(id -> instance(id).stopsTaken() == 1);
    }

    /** This way of calling sends, and signs, a parameter without a name beside the others. */
    @Test
    void generic_call_with_its_parameter_without_a_name_is_taken() throws Exception {
        client.callAnyhow(HttpMethod.GET, ContentType.Default, Map.of("InstanceIds.1", "i-sim101"));

        assertThat(instance("i-sim101").stopsTaken()).isEqualTo(1);
    }

    @Test
    void repeat_with_a_token_gives_the_first_answer_and_another_request_with_it_is_a_mismatch() throws Exception {
        Map<String, String> token = Map.of("ClientToken", UUID.randomUUID().toString());
        Stopped first = client.stop(List.of("i-sim101", "i-simgone"), token);
        instance("i-sim101").startAgain(Instant.now());
        long calls = simulator.calls().total();

        Stopped again = client.stop(List.of("i-sim101", "i-simgone"), token);
        var mismatch = refused(() -> client.stop(List.of("i-sim101"), token));

        assertThat(again.jobId).isEqualTo(first.jobId);
        assertThat(failures(again)).isEqualTo(failures(first)).containsOnlyKeys("i-simgone");
        assertThat(mismatch.getCode()).isEqualTo(400);
        assertThat(VolcengineClient.code(mismatch)).isEqualTo("IdempotentParameterMismatch");
        assertThat(simulator.calls().total()).isEqualTo(calls);
    }

    @Test
    void copy_of_a_signed_call_finds_the_job_of_the_first_and_stops_nothing_again() throws Exception {
        HttpRequest call = HandSigned.stopOf("i-sim101").build();
        String first = HandSigned.send(call).body();
        instance("i-sim101").startAgain(Instant.now());

        String copy = HandSigned.send(call).body();

        assertThat(JsonPath.from(copy).getString("Result.JobId"))
                .isNotBlank()
                .isEqualTo(JsonPath.from(first).getString("Result.JobId"));
        assertThat(instance("i-sim101").status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void host_is_signed_over_the_newer_http_as_well() throws Exception {
        HttpClient upgrading = HttpClient.newHttpClient();
        upgrading.send(HandSigned.stopOf("i-sim101").build(), BodyHandlers.discarding());

        var answer = upgrading.send(HandSigned.stopOf("i-sim102").build(), BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    @Test
    void signed_call_of_a_browser_is_taken_where_signatures_are_checked() throws Exception {
        client.sending("Origin", "https://console.example");

        assertThat(failures(client.stop(List.of("i-sim101"), NO_MORE))).isEmpty();
    }

    @Test
    void two_calls_without_a_token_are_two_jobs() throws Exception {
        Stopped one = client.stop(List.of("i-sim101"), NO_MORE);
        Stopped other = client.stop(List.of("i-sim102"), NO_MORE);

        assertThat(one.jobId).isNotEqualTo(other.jobId);
        assertThat(instance("i-sim102").stopsTaken()).isEqualTo(1);
    }

    @Test
    void tokens_of_one_tenant_are_not_those_of_another() throws Exception {
        Map<String, String> token = Map.of("ClientToken", UUID.randomUUID().toString());
        client.stop(List.of("i-sim101"), token);
        client = VolcengineClient.with(WithAccessKeys.OTHER_KEY, WithAccessKeys.OTHER_SECRET);

        assertThat(failures(client.stop(List.of("i-sim102"), token))).isEmpty();
    }

    @Test
    void instances_of_the_other_cloud_are_stopped_where_its_target_is_named() throws Exception {
        Stopped stopped = client.stop(
                List.of("i-sim001", "i-sim020", "i-sim030"), Map.of("Target", "simulator", "ConfirmStop", "TRUE"));

        assertThat(failures(stopped)).isEqualTo(Map.of("i-sim020", "OperationDenied.ResourceLocked"));
        assertThat(stopped.details.get(1).message())
                .isEqualTo("The specified operation is denied as your resource is locked for another operation.");
        assertThat(instance("i-sim030").stopsTaken()).isEqualTo(1);
        assertThat(job(stopped).getString("provider")).isEqualTo("aliyun");
    }

    private boolean isStopped(Detail detail) {
        return simulator
                .fleet()
                .find(detail.instanceId)
                .filter(found -> Set.of(Status.STOPPING, Status.STOPPED).contains(found.status()))
                .isPresent();
    }

    private Instance instance(String id) {
        return simulator.fleet().find(id).orElseThrow();
    }

    private static JsonPath job(Stopped stopped) {
        return given().get("/v1/stop-jobs/" + stopped.jobId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Map<String, String> failures(Stopped stopped) {
        Map<String, String> failures = new TreeMap<>();
        stopped.details.stream()
                .filter(detail -> detail.code() != null)
                .forEach(detail -> failures.put(detail.instanceId, detail.code()));
        return failures;
    }
}
