package io.fleetstop.simulator;

import com.aliyun.auth.credentials.Credential;
import com.aliyun.auth.credentials.provider.StaticCredentialProvider;
import com.aliyun.sdk.gateway.pop.clients.CommonAsyncClient;
import com.aliyun.sdk.gateway.pop.exception.PopClientException;
import com.aliyun.sdk.gateway.pop.exception.PopServerException;
import com.aliyun.sdk.gateway.pop.models.CommonRequest;
import com.aliyun.sdk.gateway.pop.models.CommonResponse;
import darabonba.core.client.ClientOverrideConfiguration;
import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.simulator.fleet.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

/** The vendor's asynchronous client, which has a signer of its own that leaves out the host, finds the same. */
class AsyncOfficialClientTest {
    private RunningSimulator running;
    private CommonAsyncClient client;

    @BeforeEach
    void setup() {
        running = RunningSimulator.start();
        client = client("simulator", "simulator-secret");
    }

    @AfterEach
    void stop() {
        client.close();
        running.close();
    }

    @Test
    void a_stop_answers_the_requests_id() {
        var body = body(call(stopOf("i-sim001")));

        assertThat((String) body.get("RequestId")).matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
        assertThat(status("i-sim001")).isEqualTo(Status.STOPPING);
    }

    @Test
    void stops_in_the_air_at_once_are_all_taken() {
        var stops = IntStream.of(1, 2, 3, 4, 6, 7, 8, 9)
                .mapToObj("i-sim%03d"::formatted)
                .map(id -> client.callApi(stopOf(id)))
                .toList();

        assertThat(stops).extracting(CompletableFuture::join).hasSize(8).doesNotContainNull();
        assertThat(running.simulator().calls().all())
                .extracting(CallRecord::tookEffect)
                .containsOnly(true);
    }

    @Test
    void many_are_stopped_with_one_call_and_each_has_its_verdict() {
        String locked = running.simulator().fleet().first(Scenario.LOCKED).id();
        var request = request("StopInstances")
                .putQueryParameters("RegionId", "cn-hangzhou")
                .putQueryParameters("BatchOptimization", "SuccessFirst")
                .putQueryParameters("InstanceId", List.of("i-sim001", locked))
                .build();

        var verdicts = list(object(body(call(request)), "InstanceResponses"), "InstanceResponse");

        assertThat(verdicts)
                .extracting(each -> each.get("InstanceId"), each -> each.get("Code"))
                .containsExactly(tuple("i-sim001", "200"), tuple(locked, "InstanceLockedForSecurity"));
        assertThat(status("i-sim001")).isEqualTo(Status.STOPPING);
    }

    @Test
    void refusal_is_the_clients_exception() {
        var error = (PopClientException) refused(stopOf("i-nowhere"));

        assertThat(error.getStatusCode()).isEqualTo(404);
        assertThat(error.getErrCode()).isEqualTo("InvalidInstanceId.NotFound");
        assertThat(error.getErrMessage()).contains("The specified InstanceId does not exist.");
        assertThat(error.getRequestId()).isNotEmpty();
    }

    @Test
    void failure_of_the_cloud_is_an_exception_of_its_own() {
        running.simulator().faults().onAction("StopInstance", Fault.INTERNAL_ERROR, 1);

        var error = (PopServerException) refused(stopOf("i-sim001"));

        assertThat(error.getStatusCode()).isEqualTo(500);
        assertThat(error.getErrCode()).isEqualTo("InternalError");
        assertThat(running.simulator().calls().total()).isEqualTo(1);
    }

    @Test
    void past_the_quota_calls_are_throttled_until_time_passes() {
        running.simulator().limits().set(1, 1);
        call(stopOf("i-sim001"));

        var error = (PopClientException) refused(stopOf("i-sim002"));
        running.advance(Duration.ofSeconds(1));
        call(stopOf("i-sim002"));

        assertThat(error.getStatusCode()).isEqualTo(400);
        assertThat(error.getErrCode()).isEqualTo("Throttling.User");
        assertThat(status("i-sim002")).isEqualTo(Status.STOPPING);
    }

    @ParameterizedTest
    @CsvSource({"simulator, guessed, SignatureDoesNotMatch", "somebody, simulator-secret, InvalidAccessKeyId.NotFound"})
    void wrong_secret_and_unknown_key_are_refused(String accessKeyId, String secret, String code) {
        client.close();
        client = client(accessKeyId, secret);

        assertThat(((PopClientException) refused(stopOf("i-sim001"))).getErrCode())
                .isEqualTo(code);
    }

    private CommonResponse call(CommonRequest request) {
        return client.callApi(request).join();
    }

    private Throwable refused(CommonRequest request) {
        return catchThrowable(() -> call(request)).getCause();
    }

    private static CommonRequest stopOf(String instanceId) {
        return request("StopInstance")
                .putQueryParameters("InstanceId", instanceId)
                .build();
    }

    private static CommonRequest.Builder request(String action) {
        return CommonRequest.builder()
                .product("Ecs")
                .version("2014-05-26")
                .action(action)
                .path("/");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> body(CommonResponse answer) {
        return (Map<String, Object>) answer.getBody();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Map<String, Object> parent, String name) {
        return (Map<String, Object>) parent.get(name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> parent, String name) {
        return (List<Map<String, Object>>) parent.get(name);
    }

    private Status status(String id) {
        return running.simulator().fleet().find(id).orElseThrow().status();
    }

    private CommonAsyncClient client(String accessKeyId, String secret) {
        return CommonAsyncClient.builder()
                .region("cn-hangzhou")
                .credentialsProvider(StaticCredentialProvider.create(Credential.builder()
                        .accessKeyId(accessKeyId)
                        .accessKeySecret(secret)
                        .build()))
                .overrideConfiguration(ClientOverrideConfiguration.create()
                        .setProtocol("HTTP")
                        .setEndpointOverride(running.endpoint()))
                .build();
    }
}
