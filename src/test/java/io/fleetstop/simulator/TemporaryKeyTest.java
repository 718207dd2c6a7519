package io.fleetstop.simulator;

import com.aliyun.auth.credentials.Credential;
import com.aliyun.auth.credentials.provider.StaticCredentialProvider;
import com.aliyun.ecs20140526.Client;
import com.aliyun.ecs20140526.models.StopInstanceRequest;
import com.aliyun.sdk.gateway.pop.clients.CommonAsyncClient;
import com.aliyun.sdk.gateway.pop.models.CommonRequest;
import com.aliyun.teaopenapi.models.Config;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.auth.BasicSessionCredentials;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;
import com.volcengine.ApiClient;
import com.volcengine.UniversalApi;
import com.volcengine.UniversalRequest;
import com.volcengine.sign.Credentials;
import darabonba.core.client.ClientOverrideConfiguration;
import io.fleetstop.simulator.fleet.Status;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The vendors' clients with a temporary key, whose token most of them sign along. The simulator takes any token. */
class TemporaryKeyTest {
    private static final String ID = "simulator";
    private static final String SECRET = "simulator-secret";
    private static final String TOKEN = "CAIS+/tok=en";

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
    void present_client_of_alibaba_cloud() throws Exception {
        new Client(new Config()
                        .setAccessKeyId(ID)
                        .setAccessKeySecret(SECRET)
                        .setSecurityToken(TOKEN)
                        .setRegionId("cn-hangzhou")
                        .setEndpoint(running.endpoint())
                        .setProtocol("HTTP"))
                .stopInstance(new StopInstanceRequest().setInstanceId("i-sim001"));

        assertThat(status()).isEqualTo(Status.STOPPING);
    }

    @Test
    void old_client_of_alibaba_cloud() throws Exception {
        var client = new DefaultAcsClient(
                DefaultProfile.getProfile("cn-hangzhou"), new BasicSessionCredentials(ID, SECRET, TOKEN));
        var request = new com.aliyuncs.ecs.model.v20140526.StopInstanceRequest();
        request.setInstanceId("i-sim001");
        request.setSysEndpoint(running.endpoint());
        request.setSysProtocol(ProtocolType.HTTP);
        client.getAcsResponse(request);
        client.shutdown();

        assertThat(status()).isEqualTo(Status.STOPPING);
    }

    @Test
    void asynchronous_client_of_alibaba_cloud() {
        var key = Credential.builder()
                .accessKeyId(ID)
                .accessKeySecret(SECRET)
                .securityToken(TOKEN)
                .build();
        var client = CommonAsyncClient.builder()
                .region("cn-hangzhou")
                .credentialsProvider(StaticCredentialProvider.create(key))
                .overrideConfiguration(ClientOverrideConfiguration.create()
                        .setProtocol("HTTP")
                        .setEndpointOverride(running.endpoint()))
                .build();
        client.callApi(CommonRequest.builder()
                        .product("Ecs")
                        .version("2014-05-26")
                        .action("StopInstance")
                        .path("/")
                        .putQueryParameters("InstanceId", "i-sim001")
                        .build())
                .join();
        client.close();

        assertThat(status()).isEqualTo(Status.STOPPING);
    }

    @Test
    void client_of_volcengine() throws Exception {
        var client = new ApiClient()
                .setCredentials(Credentials.getCredentials(ID, SECRET, TOKEN))
                .setRegion("cn-beijing")
                .setEndpoint(running.endpoint())
                .setDisableSSL(true)
                .setAutoRetry(false);
        new UniversalApi(client)
                .doCall(
                        new UniversalRequest("ecs", "StopInstances", "2020-04-01"),
                        new HashMap<>(Map.of("InstanceIds.1", "i-sim001")));

        assertThat(status()).isEqualTo(Status.STOPPING);
    }

    private Status status() {
        return running.simulator().fleet().find("i-sim001").orElseThrow().status();
    }
}
