package io.fleetstop.actionapi.aliyun;

import com.aliyuncs.AcsRequest;
import com.aliyuncs.AcsResponse;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.ecs.model.v20140526.StopInstanceRequest;
import com.aliyuncs.ecs.model.v20140526.StopInstancesRequest;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
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
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(WithAccessKeys.class)
class StopsByOldClientTest {
    @Inject
    Simulator simulator;

    private DefaultAcsClient client;

    @BeforeEach
    void setup() {
        simulator.reset();
        client = client("cn-hangzhou", WithAccessKeys.KEY, WithAccessKeys.SECRET);
    }

    @AfterEach
    void end() {
        client.shutdown();
    }

    @ParameterizedTest
    @EnumSource(
            value = FormatType.class,
            names = {"JSON", "XML"})
    void one_instance_is_stopped_once(FormatType format) throws Exception {
        var answer = send(stopOf("i-sim001", format));

        assertThat(answer.getRequestId()).isNotEmpty();
        assertThat(simulator.fleet().find("i-sim001").orElseThrow().stopsTaken())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = FormatType.class,
            names = {"JSON", "XML"})
    void refusal_comes_with_the_vendors_code_and_message(FormatType format) {
        var error = refused(stopOf("i-sim020", format));

        assertThat(error.getErrCode()).isEqualTo("InstanceLockedForSecurity");
        assertThat(error.getErrMsg())
                .isEqualTo("The specified operation is denied as your instance is locked for security reasons.");
        assertThat(error.getRequestId()).isNotEmpty();
    }

    @Test
    void many_instances_get_a_verdict_each() throws Exception {
        var request = new StopInstancesRequest();
        request.setInstanceIds(List.of("i-sim001", "i-simgone"));
        request.setBatchOptimization("SuccessFirst");
        request.setSysAcceptFormat(FormatType.XML);

        assertThat(send(request).getInstanceResponses())
                .extracting("instanceId", "code")
                .containsExactly(tuple("i-sim001", "200"), tuple("i-simgone", "InvalidInstanceId.NotFound"));
    }

    @Test
    void wrong_secret_and_unknown_key_are_told_apart() {
        client = client("cn-hangzhou", WithAccessKeys.KEY, "guessed");
        assertThat(refused(stopOf("i-sim001", FormatType.JSON)).getErrCode()).isEqualTo("SignatureDoesNotMatch");

        client = client("cn-hangzhou", "nobody", WithAccessKeys.SECRET);
        assertThat(refused(stopOf("i-sim001", FormatType.JSON)).getErrCode()).isEqualTo("InvalidAccessKeyId.NotFound");
    }

    @Test
    void region_without_a_target_does_not_exist() {
        client = client("cn-shanghai", WithAccessKeys.KEY, WithAccessKeys.SECRET);
        var request = stopOf("i-sim001", FormatType.JSON);
        request.putQueryParameter("RegionId", "cn-shanghai");

        assertThat(refused(request).getErrCode()).isEqualTo("InvalidRegionId.NotFound");
        assertThat(simulator.calls().all()).isEmpty();
    }

    private ClientException refused(AcsRequest<?> request) {
        return catchThrowableOfType(ClientException.class, () -> send(request));
    }

    private <T extends AcsResponse> T send(AcsRequest<T> request) throws ClientException {
        request.setSysEndpoint("127.0.0.1:" + RestAssured.port);
        request.setSysProtocol(ProtocolType.HTTP);
        return client.getAcsResponse(request);
    }

    private static StopInstanceRequest stopOf(String instanceId, FormatType format) {
        var request = new StopInstanceRequest();
        request.setInstanceId(instanceId);
        request.setSysAcceptFormat(format);
        return request;
    }

    private static DefaultAcsClient client(String region, String accessKeyId, String secret) {
        return new DefaultAcsClient(DefaultProfile.getProfile(region, accessKeyId, secret));
    }
}
