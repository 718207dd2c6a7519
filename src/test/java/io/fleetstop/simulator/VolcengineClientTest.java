package io.fleetstop.simulator;

import com.volcengine.ApiException;
import com.volcengine.ContentType;
import com.volcengine.HttpMethod;
import com.volcengine.Pair;
import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.simulator.fleet.Status;
import io.fleetstop.testing.VolcengineClient;
import io.fleetstop.testing.VolcengineClient.Listed;
import io.fleetstop.testing.VolcengineClient.Stopped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

/** Volcengine's own client, its signature and its reading of answers included, against the simulator's dialect of that cloud. */
class VolcengineClientTest {
    private RunningSimulator running;

    @BeforeEach
    void setup() {
        running = RunningSimulator.start();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    @Test
    void many_instances_are_stopped_with_one_signed_call_and_each_has_its_verdict() throws Exception {
        String locked = running.simulator().fleet().first(Scenario.LOCKED).id();
        Stopped stopped = call(
                "StopInstances",
                Stopped.class,
                new Pair("InstanceIds.1", "i-sim001"),
                new Pair("InstanceIds.2", locked),
                new Pair("InstanceIds.3", "i-nowhere"),
                new Pair("ClientToken", "tok 1*~"));

        assertThat(stopped.details)
                .extracting(detail -> detail.instanceId)
                .containsExactly("i-sim001", locked, "i-nowhere");
        assertThat(stopped.details.get(0).error).isNull();
        assertThat(stopped.details.get(1).error.code).isEqualTo("OperationDenied.ResourceLocked");
        assertThat(stopped.details.get(2).error.message).isEqualTo("The specified instance does not exist.");
        assertThat(stopped.getResponseMetadata().getRequestId()).isNotBlank();
        assertThat(stopped.getResponseMetadata().getRegion()).isEqualTo("cn-beijing");
        assertThat(status("i-sim001")).isEqualTo(Status.STOPPING);
    }

    @Test
    void states_are_read() throws Exception {
        call("StopInstances", Stopped.class, new Pair("InstanceIds.1", "i-sim002"));
        Listed listed = call(
                "DescribeInstances",
                Listed.class,
                new Pair("InstanceIds.1", "i-sim001"),
                new Pair("InstanceIds.2", "i-sim002"),
                new Pair("MaxResults", "100"));

        assertThat(listed.instances).extracting(each -> each.status).containsExactly("RUNNING", "STOPPING");
    }

    @Test
    void refusal_of_the_whole_call_is_the_clients_exception() {
        var refusal = catchThrowableOfType(
                ApiException.class,
                () -> call(
                        "StopInstance", Stopped.class, new Pair("InstanceId", "i-sim001"), new Pair("DryRun", "true")));

        assertThat(refusal.getCode()).isEqualTo(400);
        assertThat(refusal.getResponseMetadata().getError().getCode()).isEqualTo("DryRunOperation");
        assertThat(status("i-sim001")).isEqualTo(Status.RUNNING);
    }

    @Test
    void reused_token_is_refused() throws Exception {
        call("StopInstances", Stopped.class, new Pair("InstanceIds.1", "i-sim001"), new Pair("ClientToken", "t"));
        var refusal = catchThrowableOfType(
                ApiException.class,
                () -> call(
                        "StopInstances",
                        Stopped.class,
                        new Pair("InstanceIds.1", "i-sim002"),
                        new Pair("ClientToken", "t")));

        assertThat(refusal.getResponseMetadata().getError().getCode()).isEqualTo("IdempotentParameterMismatch");
    }

    @Test
    void token_is_in_process_while_its_first_call_hangs_and_answered_once_the_connection_is_gone() throws Exception {
        running.simulator().faults().onAction("StopInstances", Fault.HANG_AFTER_EFFECT, 1);
        var first = CompletableFuture.supplyAsync(() -> catchThrowable(this::stoppedByToken));
        await().until(() -> status("i-sim001") == Status.STOPPING);

        assertThat(refusalOfToken(first())).isEqualTo("412 IdempotentProcessing");
        assertThat(refusalOfToken(new Pair("InstanceIds.1", "i-sim002"))).isEqualTo("400 IdempotentParameterMismatch");

        running.cutConnections();
        first.join();
        assertThat(stoppedByToken()).containsExactly("i-sim001");
        assertThat(stopsTaken("i-sim001")).isEqualTo(1);
    }

    @Test
    void token_has_the_same_answer_as_soon_as_the_first_one_has_it() throws Exception {
        running.simulator().faults().slowness(Duration.ofMillis(300));
        running.simulator().faults().onAction("StopInstances", Fault.SLOW, 1);

        assertThat(stoppedByToken()).containsExactly("i-sim001");
        assertThat(stoppedByToken()).containsExactly("i-sim001");
        assertThat(stopsTaken("i-sim001")).isEqualTo(1);
    }

    /** The answer is lost, and the vendor's client may send the call a second time by itself. */
    @Test
    void token_of_a_call_whose_connection_broke_has_its_answer() throws Exception {
        running.simulator().faults().onAction("StopInstances", Fault.BROKEN_AFTER_EFFECT, 1);
        try {
            stoppedByToken();
        } catch (ApiException lost) {
            assertThat(lost.getCode()).isZero();
        }

        assertThat(stoppedByToken()).containsExactly("i-sim001");
        assertThat(stopsTaken("i-sim001")).isEqualTo(1);
    }

    @Test
    void throttle_has_the_gateways_status_code_and_number() {
        running.simulator().faults().onAction("StopInstances", Fault.THROTTLED, 1);
        var refusal = catchThrowableOfType(
                ApiException.class, () -> call("StopInstances", Stopped.class, new Pair("InstanceIds.1", "i-sim001")));

        assertThat(refusal.getCode()).isEqualTo(429);
        assertThat(refusal.getResponseMetadata().getError().getCode()).isEqualTo("FlowLimitExceeded");
        assertThat(refusal.getResponseMetadata().getError().getCodeN()).isEqualTo(100018);
    }

    @Test
    void wrong_secret_and_unknown_key_are_refused() {
        assertThat(refusalOf("simulator", "wrong")).isEqualTo("SignatureDoesNotMatch");
        assertThat(refusalOf("nobody", "simulator-secret")).isEqualTo("InvalidAccessKey");
    }

    /** This way of calling sends, and signs, a parameter without a name beside the others. */
    @Test
    void generic_call_with_its_parameter_without_a_name_is_taken() throws Exception {
        client("simulator", "simulator-secret")
                .callAnyhow(HttpMethod.GET, ContentType.Default, Map.of("InstanceIds.1", "i-sim001"));

        assertThat(status("i-sim001")).isEqualTo(Status.STOPPING);
    }

    private static Pair first() {
        return new Pair("InstanceIds.1", "i-sim001");
    }

    private static Pair token() {
        return new Pair("ClientToken", "t");
    }

    private List<String> stoppedByToken() throws ApiException {
        return call("StopInstances", Stopped.class, first(), token()).details.stream()
                .filter(detail -> detail.error == null)
                .map(detail -> detail.instanceId)
                .toList();
    }

    private String refusalOfToken(Pair instance) {
        var refusal =
                catchThrowableOfType(ApiException.class, () -> call("StopInstances", Stopped.class, instance, token()));
        return refusal.getCode() + " "
                + refusal.getResponseMetadata().getError().getCode();
    }

    private int stopsTaken(String id) {
        return running.simulator().fleet().find(id).orElseThrow().stopsTaken();
    }

    private String refusalOf(String accessKeyId, String secret) {
        return catchThrowableOfType(
                        ApiException.class,
                        () -> call(
                                client(accessKeyId, secret),
                                "StopInstances",
                                Stopped.class,
                                new Pair("InstanceIds.1", "i-sim001")))
                .getResponseMetadata()
                .getError()
                .getCode();
    }

    private <T> T call(String action, Class<T> answer, Pair... parameters) throws ApiException {
        return call(client("simulator", "simulator-secret"), action, answer, parameters);
    }

    private static <T> T call(VolcengineClient client, String action, Class<T> answer, Pair... parameters)
            throws ApiException {
        return client.call(action, VolcengineClient.VERSION, answer, List.of(parameters));
    }

    private VolcengineClient client(String accessKeyId, String secret) {
        return VolcengineClient.at(running.endpoint(), "cn-beijing", accessKeyId, secret);
    }

    private Status status(String id) {
        return running.simulator().fleet().find(id).orElseThrow().status();
    }
}
