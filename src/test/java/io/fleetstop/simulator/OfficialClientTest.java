package io.fleetstop.simulator;

import com.aliyun.ecs20140526.Client;
import com.aliyun.ecs20140526.models.DescribeInstanceStatusRequest;
import com.aliyun.ecs20140526.models.DescribeInstancesRequest;
import com.aliyun.ecs20140526.models.StopInstanceRequest;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.simulator.fleet.Status;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The vendor's present client, which signs version 3, finds what the vendor's page promises. */
class OfficialClientTest {
    private RunningSimulator running;
    private Client client;

    @BeforeEach
    void setup() throws Exception {
        running = RunningSimulator.start();
        client = client("simulator", "simulator-secret");
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void a_stop_answers_the_requests_id_and_the_instance_goes_from_stopping_to_stopped() throws Exception {
        var answer = client.stopInstance(new StopInstanceRequest().setInstanceId("i-sim001"));

        var instance = running.simulator().fleet().find("i-sim001").orElseThrow();
        assertThat(answer.getBody().getRequestId()).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
        assertThat(instance.status()).isEqualTo(Status.STOPPING);
        running.advance(Duration.ofSeconds(9));
        assertThat(instance.status()).isEqualTo(Status.STOPPED);
        assertThat(instance.stopsTaken()).isEqualTo(1);
    }

    @Test
    void every_row_of_the_page_is_answered_with_its_code_message_and_status() {
        for (SeedPage row : SeedPage.rows(running.simulator())) {
            var request =
                    new StopInstanceRequest().setInstanceId(row.instanceId()).setStoppedMode(row.stoppedMode());

            var error = refused(request);

            assertThat(error.getStatusCode()).as(row.toString()).isEqualTo(row.status());
            assertThat(error.getCode()).as(row.toString()).isEqualTo(row.code());
            assertThat(error.getMessage()).as(row.toString()).contains(row.message());
            assertThat(error.getData()).containsEntry("HostId", "ecs.cn-hangzhou.aliyuncs.com");
            assertThat(error.getData()).containsKeys("RequestId", "Recommend");
        }
    }

    @Test
    void what_refuses_to_stop_charging_stops_when_charging_goes_on() throws Exception {
        String spot = id(Scenario.SPOT);

        client.stopInstance(new StopInstanceRequest().setInstanceId(spot).setStoppedMode("KeepCharging"));

        assertThat(running.simulator().fleet().find(spot).orElseThrow().status())
                .isEqualTo(Status.STOPPING);
    }

    @Test
    void local_disk_stops_when_confirmed() throws Exception {
        String localDisk = id(Scenario.NEEDS_CONFIRMATION);

        client.stopInstance(new StopInstanceRequest().setInstanceId(localDisk).setConfirmStop(true));

        assertThat(running.simulator().fleet().find(localDisk).orElseThrow().stopsTaken())
                .isEqualTo(1);
    }

    @Test
    void passing_failures_pass() throws Exception {
        for (Scenario scenario : List.of(Scenario.DISK_BUSY, Scenario.BROKEN_TWICE)) {
            var request = new StopInstanceRequest().setInstanceId(id(scenario));
            refused(request);
            refused(request);

            client.stopInstance(request);

            assertThat(running.simulator().fleet().first(scenario).stopsTaken()).isEqualTo(1);
        }
    }

    @Test
    void starting_instance_takes_a_stop_once_it_runs() throws Exception {
        var request = new StopInstanceRequest().setInstanceId(id(Scenario.STARTING));
        assertThat(refused(request).getCode()).isEqualTo("IncorrectInstanceStatus");

        running.advance(Duration.ofSeconds(5));
        client.stopInstance(request);

        assertThat(running.simulator().fleet().first(Scenario.STARTING).status())
                .isEqualTo(Status.STOPPING);
    }

    @Test
    void hanging_instance_stops_by_force_and_only_once() throws Exception {
        String hanging = id(Scenario.HANGS_IN_STOPPING);
        client.stopInstance(new StopInstanceRequest().setInstanceId(hanging));
        running.advance(Duration.ofHours(1));
        assertThat(refused(new StopInstanceRequest().setInstanceId(hanging)).getCode())
                .isEqualTo("IncorrectInstanceStatus");

        var forced = new StopInstanceRequest().setInstanceId(hanging).setForceStop(true);
        client.stopInstance(forced);
        assertThat(refused(forced).getCode()).isEqualTo("IncorrectInstanceStatus");

        running.advance(Duration.ofSeconds(9));
        var instance = running.simulator().fleet().first(Scenario.HANGS_IN_STOPPING);
        assertThat(instance.status()).isEqualTo(Status.STOPPED);
        assertThat(instance.stopsTaken()).isEqualTo(2);
    }

    @Test
    void dry_run_says_that_the_check_passed_and_stops_nothing() {
        var error = refused(new StopInstanceRequest().setInstanceId("i-sim001").setDryRun(true));

        assertThat(error.getStatusCode()).isEqualTo(400);
        assertThat(error.getCode()).isEqualTo("DryRunOperation");
        assertThat(error.getMessage()).contains("Request validation has been passed with DryRun flag set.");
        assertThat(running.simulator().fleet().find("i-sim001").orElseThrow().status())
                .isEqualTo(Status.RUNNING);
    }

    @Test
    void dry_run_finds_what_the_stop_would_have_met() {
        var error = refused(
                new StopInstanceRequest().setInstanceId(id(Scenario.LOCKED)).setDryRun(true));

        assertThat(error.getCode()).isEqualTo("InstanceLockedForSecurity");
    }

    @Test
    void one_describe_reads_a_hundred_instances_and_leaves_out_what_does_not_exist() throws Exception {
        List<String> ids = SampleJob.instanceIds(running.simulator().fleet());

        var body = client.describeInstances(new DescribeInstancesRequest()
                        .setRegionId("cn-hangzhou")
                        .setInstanceIds(new JsonArray(ids).encode())
                        .setMaxResults(100))
                .getBody();

        assertThat(ids).hasSize(100).doesNotHaveDuplicates();
        assertThat(body.getTotalCount()).isEqualTo(98);
        assertThat(body.getInstances().getInstance()).hasSize(98);
        var locked = body.getInstances().getInstance().stream()
                .filter(instance -> instance.getInstanceId().equals(id(Scenario.LOCKED)))
                .findFirst()
                .orElseThrow();
        assertThat(locked.getOperationLocks().getLockReason().get(0).getLockReason())
                .isEqualTo("security");
        assertThat(locked.getStatus()).isEqualTo("Running");
        assertThat(locked.getStoppedMode()).isEqualTo("Not-applicable");
        assertThat(locked.getStartTime()).isEqualTo("2026-01-01T08:00Z");
    }

    @Test
    void describe_without_a_page_size_lists_ten_and_tells_how_to_go_on() throws Exception {
        var request = new DescribeInstancesRequest().setRegionId("cn-hangzhou");

        var first = client.describeInstances(request).getBody();
        var second = client.describeInstances(request.setNextToken(first.getNextToken()))
                .getBody();

        assertThat(first.getInstances().getInstance()).hasSize(10);
        assertThat(second.getInstances().getInstance().get(0).getInstanceId()).isEqualTo("i-sim011");
    }

    @Test
    void describing_statuses_takes_two_pages_for_a_hundred() throws Exception {
        List<String> ids =
                IntStream.rangeClosed(1, 100).mapToObj("i-sim%03d"::formatted).toList();
        var request = new DescribeInstanceStatusRequest()
                .setRegionId("cn-hangzhou")
                .setInstanceId(ids)
                .setPageSize(50)
                .setPageNumber(2);

        var body = client.describeInstanceStatus(request).getBody();

        assertThat(body.getTotalCount()).isEqualTo(100);
        assertThat(body.getInstanceStatuses().getInstanceStatus()).hasSize(50);
        assertThat(body.getInstanceStatuses().getInstanceStatus().get(0).getInstanceId())
                .isEqualTo("i-sim051");
        assertThat(body.getInstanceStatuses().getInstanceStatus().get(49).getStatus())
                .isEqualTo("Running");
    }

    @Test
    void wrong_secret_is_refused() throws Exception {
        client = client("simulator", "guessed");

        var error = refused(new StopInstanceRequest().setInstanceId("i-sim001"));

        assertThat(error.getStatusCode()).isEqualTo(400);
        assertThat(error.getCode()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void unknown_key_is_refused() throws Exception {
        client = client("somebody", "simulator-secret");

        var error = refused(new StopInstanceRequest().setInstanceId("i-sim001"));

        assertThat(error.getStatusCode()).isEqualTo(404);
        assertThat(error.getCode()).isEqualTo("InvalidAccessKeyId.NotFound");
    }

    @Test
    void past_the_quota_calls_are_throttled_until_time_passes() throws Exception {
        running.simulator().limits().set(1, 1);
        client.stopInstance(new StopInstanceRequest().setInstanceId("i-sim001"));

        var error = refused(new StopInstanceRequest().setInstanceId("i-sim002"));
        running.advance(Duration.ofSeconds(1));
        client.stopInstance(new StopInstanceRequest().setInstanceId("i-sim002"));

        assertThat(error.getStatusCode()).isEqualTo(400);
        assertThat(error.getCode()).isEqualTo("Throttling.User");
        assertThat(error.getMessage()).contains("Request was denied due to user flow control.");
    }

    private TeaException refused(StopInstanceRequest request) {
        return catchThrowableOfType(TeaException.class, () -> client.stopInstance(request));
    }

    private String id(Scenario scenario) {
        return running.simulator().fleet().first(scenario).id();
    }

    private Client client(String accessKeyId, String secret) throws Exception {
        return new Client(new Config()
                .setAccessKeyId(accessKeyId)
                .setAccessKeySecret(secret)
                .setRegionId("cn-hangzhou")
                .setEndpoint(running.endpoint())
                .setProtocol("HTTP"));
    }
}
