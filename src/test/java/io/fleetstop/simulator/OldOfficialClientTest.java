package io.fleetstop.simulator;

import com.aliyuncs.AcsRequest;
import com.aliyuncs.AcsResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.ecs.model.v20140526.DescribeInstancesRequest;
import com.aliyuncs.ecs.model.v20140526.StopInstanceRequest;
import com.aliyuncs.ecs.model.v20140526.StopInstancesRequest;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import io.fleetstop.simulator.fleet.Scenario;
import io.vertx.core.json.JsonArray;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

/** The vendor's client of old, which signs version 1 and reads XML as well as JSON, finds the same. */
class OldOfficialClientTest {
    private RunningSimulator running;
    private DefaultAcsClient client;

    @BeforeEach
    void setup() {
        running = RunningSimulator.start();
        client = client("simulator", "simulator-secret");
    }

    @AfterEach
    void stop() {
        client.shutdown();
        running.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = FormatType.class,
            names = {"JSON", "XML"})
    void a_stop_answers_the_requests_id(FormatType format) throws Exception {
        var request = stopOf("i-sim001");
        request.setSysAcceptFormat(format);

        var answer = send(request);

        assertThat(answer.getRequestId()).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
        assertThat(running.simulator().fleet().find("i-sim001").orElseThrow().stopsTaken())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = FormatType.class,
            names = {"JSON", "XML"})
    void every_row_of_the_page_is_answered_with_its_code_and_message(FormatType format) {
        for (SeedPage row : SeedPage.rows(running.simulator())) {
            var request = stopOf(row.instanceId());
            request.setStoppedMode(row.stoppedMode());
            request.setSysAcceptFormat(format);

            var error = refused(request);

            assertThat(error.getErrCode()).as(row.toString()).isEqualTo(row.code());
            assertThat(error.getErrMsg()).as(row.toString()).isEqualTo(row.message());
            assertThat(error.getRequestId()).as(row.toString()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FormatType.class,
            names = {"JSON", "XML"})
    void one_describe_reads_a_hundred_instances(FormatType format) throws Exception {
        var request = new DescribeInstancesRequest();
        request.setSysRegionId("cn-hangzhou");
        request.setSysAcceptFormat(format);
        request.setInstanceIds(
                new JsonArray(SampleJob.instanceIds(running.simulator().fleet())).encode());
        request.setPageSize(100);

        var answer = send(request);

        assertThat(answer.getTotalCount()).isEqualTo(98);
        assertThat(answer.getInstances()).hasSize(98);
        assertThat(answer.getInstances())
                .filteredOn(instance -> !instance.getOperationLocks().isEmpty())
                .extracting("instanceId")
                .containsExactly(
                        running.simulator().fleet().first(Scenario.LOCKED).id(),
                        running.simulator().fleet().first(Scenario.EXPIRED).id());
    }

    @ParameterizedTest
    @EnumSource(
            value = FormatType.class,
            names = {"JSON", "XML"})
    void many_are_stopped_with_one_call_and_each_has_its_verdict(FormatType format) throws Exception {
        String locked = running.simulator().fleet().first(Scenario.LOCKED).id();
        var request = new StopInstancesRequest();
        request.setSysRegionId("cn-hangzhou");
        request.setSysAcceptFormat(format);
        request.setInstanceIds(List.of("i-sim001", locked));
        request.setBatchOptimization("SuccessFirst");

        var verdicts = send(request).getInstanceResponses();

        assertThat(verdicts)
                .extracting(
                        each -> each.getInstanceId(),
                        each -> each.getCode(),
                        each -> each.getPreviousStatus(),
                        each -> each.getCurrentStatus())
                .containsExactly(
                        tuple("i-sim001", "200", "Running", "Stopping"),
                        tuple(locked, "InstanceLockedForSecurity", null, null));
    }

    @Test
    void dry_run_says_that_the_check_passed() {
        var request = stopOf("i-sim001");
        request.setDryRun(true);

        assertThat(refused(request).getErrCode()).isEqualTo("DryRunOperation");
        assertThat(running.simulator().fleet().find("i-sim001").orElseThrow().stopsTaken())
                .isZero();
    }

    @Test
    void wrong_secret_is_refused() {
        client = client("simulator", "guessed");

        assertThat(refused(stopOf("i-sim001")).getErrCode()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void unknown_key_is_refused() {
        client = client("somebody", "simulator-secret");

        assertThat(refused(stopOf("i-sim001")).getErrCode()).isEqualTo("InvalidAccessKeyId.NotFound");
    }

    @Test
    void past_the_quota_calls_are_throttled() throws Exception {
        running.simulator().limits().set(1, 1);
        send(stopOf("i-sim001"));

        assertThat(refused(stopOf("i-sim002")).getErrCode()).isEqualTo("Throttling.User");
    }

    private ClientException refused(AcsRequest<?> request) {
        return catchThrowableOfType(ClientException.class, () -> send(request));
    }

    private <T extends AcsResponse> T send(AcsRequest<T> request) throws ClientException {
        request.setSysEndpoint(running.endpoint());
        request.setSysProtocol(ProtocolType.HTTP);
        return client.getAcsResponse(request);
    }

    private static StopInstanceRequest stopOf(String instanceId) {
        var request = new StopInstanceRequest();
        request.setInstanceId(instanceId);
        return request;
    }

    private static DefaultAcsClient client(String accessKeyId, String secret) {
        return new DefaultAcsClient(DefaultProfile.getProfile("cn-hangzhou", accessKeyId, secret));
    }
}
