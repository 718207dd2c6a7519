package io.fleetstop.actionapi.aliyun;

import com.aliyun.ecs20140526.Client;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyun.teaopenapi.models.OpenApiRequest;
import com.aliyun.teaopenapi.models.Params;
import com.aliyun.teautil.models.RuntimeOptions;
import io.restassured.RestAssured;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** The vendor's present client, pointed at the service. */
public final class PresentClient {
    private PresentClient() {}

    public static Client with(String accessKeyId, String secret) throws Exception {
        return new Client(new Config()
                .setAccessKeyId(accessKeyId)
                .setAccessKeySecret(secret)
                .setRegionId("cn-hangzhou")
                .setEndpoint("127.0.0.1:" + RestAssured.port)
                .setReadTimeout(30_000)
                .setProtocol("HTTP"));
    }

    public static TeaException refused(ThrowingCallable call) {
        return catchThrowableOfType(TeaException.class, call);
    }

    /** A call of any action, for parameters that the typed requests do not have. */
    public static void call(Client client, String action, String version, Map<String, String> parameters)
            throws Exception {
        Params params = new Params()
                .setAction(action)
                .setVersion(version)
                .setProtocol("HTTP")
                .setPathname("/")
                .setMethod("POST")
                .setAuthType("AK")
                .setStyle("RPC")
                .setReqBodyType("formData")
                .setBodyType("json");
        client.callApi(params, new OpenApiRequest().setQuery(parameters), new RuntimeOptions());
    }
}
