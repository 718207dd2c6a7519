package io.fleetstop.actionapi.aliyun;

import com.aliyun.ecs20140526.Client;
import com.aliyun.ecs20140526.models.StopInstanceRequest;
import com.aliyun.ecs20140526.models.StopInstancesRequest;
import com.aliyun.ecs20140526.models.StopInstancesResponseBody.StopInstancesResponseBodyInstanceResponsesInstanceResponse;
import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.simulator.fleet.Status;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.fleetstop.actionapi.aliyun.PresentClient.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

/** The vendor's present client, which signs version 3, stops instances through the service as it would without. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(WithAccessKeys.class)
class StopsByOfficialClientTest {
    @Inject
    Simulator simulator;

    private Client client;

    @BeforeEach
    void setup() throws Exception {
        simulator.reset();
        client = PresentClient.with(WithAccessKeys.KEY, WithAccessKeys.SECRET);
    }

    @Test
    void one_instance_is_stopped_once() throws Exception {
        var answer = client.stopInstance(new StopInstanceRequest().setInstanceId("i-sim001"));

        assertThat(answer.getStatusCode()).isEqualTo(200);
        assertThat(answer.getBody().getRequestId()).isNotEmpty();
        assertThat(instance("i-sim001").stopsTaken()).isEqualTo(1);
    }

    @Test
    void what_is_stopped_already_is_a_success() throws Exception {
        client.stopInstance(new StopInstanceRequest().setInstanceId("i-sim005"));

        assertThat(instance("i-sim005").stopsTaken()).isZero();
    }

    @Test
    void options_reach_the_cloud() throws Exception {
        client.stopInstance(new StopInstanceRequest().setInstanceId("i-sim030").setConfirmStop(true));
        client.stopInstance(new StopInstanceRequest()
                .setInstanceId("i-sim001")
                .setStoppedMode("StopCharging")
                .setForceStop(true));

        assertThat(instance("i-sim030").stopsTaken()).isEqualTo(1);
        assertThat(instance("i-sim001").stopsTaken()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0} with {1} is {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            i-simgone | KeepCharging | 404 | InvalidInstanceId.NotFound                | The specified InstanceId does not exist.
            i-sim020  | KeepCharging | 403 | InstanceLockedForSecurity                 | The specified operation is denied as your instance is locked for security reasons.
            i-sim025  | KeepCharging | 403 | InstanceExpiredOrInArrears                | The specified operation is denied as your prepay instance is expired (prepay mode) or in arrears (afterpay mode).
            i-sim030  | KeepCharging | 403 | InstanceType.ParameterMismatch            | The input parameter ConfirmStop must be true when an instance have localstorage.
            i-sim035  | StopCharging | 403 | InvalidInstanceId.NotSupport              | Classic network Instance does not support this operation.
            i-sim040  | StopCharging | 403 | InvalidInstanceId.NotSupport              | Pre pay instance does not support this operation.
            i-sim045  | StopCharging | 403 | InvalidInstanceId.NotSupport              | Local disk instance does not support this operation.
            i-sim050  | StopCharging | 403 | InvalidInstanceId.NotSupport              | Spot instance does not support this operation.
            i-sim065  | KeepCharging | 403 | InvalidParameter.KMSKeyId.KMSUnauthorized | ECS service have no right to access your KMS.
            """)
    void every_lasting_row_of_the_page_comes_with_its_code_message_and_status(
            String instanceId, String mode, int status, String code, String message) {
        var error = refused(() -> client.stopInstance(
                new StopInstanceRequest().setInstanceId(instanceId).setStoppedMode(mode)));

        assertThat(error.getStatusCode()).isEqualTo(status);
        assertThat(error.getCode()).isEqualTo(code);
        assertThat(error.getMessage()).contains(message);
        assertThat(error.getData()).containsEntry("HostId", "127.0.0.1").containsKeys("RequestId", "Recommend");
    }

    @Test
    void passed_dry_run_is_the_vendors_error_and_stops_nothing() {
        var error = refused(() -> client.stopInstance(
                new StopInstanceRequest().setInstanceId("i-sim001").setDryRun(true)));

        assertThat(error.getStatusCode()).isEqualTo(400);
        assertThat(error.getCode()).isEqualTo("DryRunOperation");
        assertThat(instance("i-sim001").status()).isEqualTo(Status.RUNNING);
    }

    @Test
    void dry_run_finds_what_the_stop_would_have_met() {
        var error = refused(() -> client.stopInstance(
                new StopInstanceRequest().setInstanceId("i-sim020").setDryRun(true)));

        assertThat(error.getCode()).isEqualTo("InstanceLockedForSecurity");
    }

    @Test
    void hundred_instances_get_a_verdict_each() throws Exception {
        var verdicts = client.stopInstances(hundred().setBatchOptimization("SuccessFirst"))
                .getBody()
                .getInstanceResponses()
                .getInstanceResponse();

        assertThat(verdicts)
                .extracting(StopInstancesResponseBodyInstanceResponsesInstanceResponse::getInstanceId)
                .isEqualTo(hundred().getInstanceId());
        assertThat(verdicts)
                .filteredOn(verdict -> verdict.getInstanceId().equals("i-sim020"))
                .allMatch(verdict -> verdict.getCode().equals("InstanceLockedForSecurity"));
        assertThat(verdicts.get(0))
                .extracting(
                        StopInstancesResponseBodyInstanceResponsesInstanceResponse::getCode,
                        StopInstancesResponseBodyInstanceResponsesInstanceResponse::getPreviousStatus,
                        StopInstancesResponseBodyInstanceResponsesInstanceResponse::getCurrentStatus)
                .containsExactly("200", "Running", "Stopping");
        assertThat(verdicts)
                .filteredOn(verdict -> !verdict.getCode().equals("200"))
                .hasSize(5);
        assertThat(simulator.fleet().all()).allMatch(instance -> instance.stopsTaken() <= 1);
    }

    @Test
    void all_together_is_refused_also_where_it_is_meant_by_silence() {
        for (String optimization : new String[] {"AllTogether", null}) {
            var error = refused(() -> client.stopInstances(hundred().setBatchOptimization(optimization)));

            assertThat(error.getStatusCode()).isEqualTo(400);
            assertThat(error.getCode()).isEqualTo("InvalidParameter");
            assertThat(error.getMessage()).contains("Send SuccessFirst");
        }
        assertThat(simulator.calls().all()).isEmpty();
    }

    @Test
    void dry_run_of_many_tells_the_obstacles_and_is_an_error_only_without_any() throws Exception {
        var request = new StopInstancesRequest()
                .setRegionId("cn-hangzhou")
                .setBatchOptimization("SuccessFirst")
                .setDryRun(true);

        var passed = refused(() -> client.stopInstances(request.setInstanceId(List.of("i-sim001", "i-sim002"))));
        var mixed = client.stopInstances(request.setInstanceId(List.of("i-sim001", "i-sim020")))
                .getBody()
                .getInstanceResponses()
                .getInstanceResponse();

        assertThat(passed.getCode()).isEqualTo("DRYRUN.SUCCESS");
        assertThat(mixed)
                .extracting(StopInstancesResponseBodyInstanceResponsesInstanceResponse::getCode)
                .containsExactly("DRYRUN.SUCCESS", "InstanceLockedForSecurity");
    }

    @Test
    void call_that_waits_for_stopped_ends_when_the_instance_is() throws Exception {
        PresentClient.call(
                client, "StopInstance", "2014-05-26", Map.of("InstanceId", "i-sim001", "WaitFor", "Stopped"));

        assertThat(instance("i-sim001").status()).isEqualTo(Status.STOPPED);
    }

    @Test
    void repeat_with_a_token_gives_the_first_answer_and_another_request_with_it_is_a_mismatch() throws Exception {
        String token = UUID.randomUUID().toString();
        var first = Map.of("InstanceId", "i-sim001", "ClientToken", token);
        PresentClient.call(client, "StopInstance", "2014-05-26", first);
        long calls = simulator.calls().total();

        assertThatCode(() -> PresentClient.call(client, "StopInstance", "2014-05-26", first))
                .doesNotThrowAnyException();
        var error = refused(() -> PresentClient.call(
                client, "StopInstance", "2014-05-26", Map.of("InstanceId", "i-sim002", "ClientToken", token)));

        assertThat(simulator.calls().total()).isEqualTo(calls);
        assertThat(error.getStatusCode()).isEqualTo(400);
        assertThat(error.getCode()).isEqualTo("IdempotentParameterMismatch");
    }

    @Test
    void tokens_of_one_tenant_are_not_those_of_another() throws Exception {
        String token = UUID.randomUUID().toString();
        Client other = PresentClient.with(WithAccessKeys.OTHER_KEY, WithAccessKeys.OTHER_SECRET);
        PresentClient.call(
                client, "StopInstance", "2014-05-26", Map.of("InstanceId", "i-sim001", "ClientToken", token));

        assertThatCode(() -> PresentClient.call(
                        other, "StopInstance", "2014-05-26", Map.of("InstanceId", "i-sim002", "ClientToken", token)))
                .doesNotThrowAnyException();
    }

    private Instance instance(String id) {
        return simulator.fleet().find(id).orElseThrow();
    }

    private static StopInstancesRequest hundred() {
        return new StopInstancesRequest()
                .setRegionId("cn-hangzhou")
                .setInstanceId(IntStream.rangeClosed(1, 100)
                        .mapToObj("i-sim%03d"::formatted)
                        .toList());
    }
}
