package io.fleetstop.testing;

import com.google.gson.annotations.SerializedName;
import com.volcengine.ApiClient;
import com.volcengine.ApiException;
import com.volcengine.ContentType;
import com.volcengine.HttpMethod;
import com.volcengine.Pair;
import com.volcengine.UniversalApi;
import com.volcengine.UniversalRequest;
import com.volcengine.model.AbstractResponse;
import com.volcengine.sign.Credentials;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Volcengine's own client, with its signature and its reading of answers. */
public final class VolcengineClient {
    public static final String VERSION = "2020-04-01";

    private final ApiClient client;

    private VolcengineClient(ApiClient client) {
        this.client = client;
    }

    /** Pointed at the service under test. */
    public static VolcengineClient with(String accessKeyId, String secret) {
        return inRegion("cn-beijing", accessKeyId, secret);
    }

    public static VolcengineClient inRegion(String region, String accessKeyId, String secret) {
        return at("127.0.0.1:" + RestAssured.port, region, accessKeyId, secret);
    }

    /** @param endpoint host and port */
    public static VolcengineClient at(String endpoint, String region, String accessKeyId, String secret) {
        ApiClient client = new ApiClient()
                .setCredentials(Credentials.getCredentials(accessKeyId, secret))
                .setRegion(region)
                .setEndpoint(endpoint)
                .setDisableSSL(true)
                .setAutoRetry(false);
        return new VolcengineClient(client.setReadTimeout(30_000));
    }

    /** Sends the header with each call from now on, as the client itself never does. */
    public VolcengineClient sending(String header, String value) {
        client.addDefaultHeader(header, value);
        return this;
    }

    public static ApiException refused(ThrowingCallable call) {
        return catchThrowableOfType(ApiException.class, call);
    }

    public static String code(ApiException refusal) {
        return refusal.getResponseMetadata().getError().getCode();
    }

    public static String message(ApiException refusal) {
        return refusal.getResponseMetadata().getError().getMessage();
    }

    /** @param more parameters beside the ids */
    public Stopped stop(List<String> instanceIds, Map<String, String> more) throws ApiException {
        List<Pair> parameters = new ArrayList<>();
        more.forEach((name, value) -> parameters.add(new Pair(name, value)));
        for (int i = 0; i < instanceIds.size(); i++) {
            parameters.add(new Pair("InstanceIds." + (i + 1), instanceIds.get(i)));
        }
        return call("StopInstances", VERSION, Stopped.class, parameters);
    }

    /** As the typed client does it: the path is a template that says how to call. */
    public <T> T call(String action, String version, Class<T> answer, List<Pair> parameters) throws ApiException {
        var call = client.buildCall(
                "/" + action + "/" + version + "/ecs/get/text_plain/",
                "POST",
                new ArrayList<>(parameters),
                new ArrayList<>(),
                null,
                new HashMap<>(Map.of("Accept", "application/json")),
                new HashMap<>(),
                new String[] {"volcengineSign"},
                null);
        return client.<T>execute(call, answer).getData();
    }

    /** As callers do it that have no model of the action. */
    public void callAnyhow(HttpMethod method, ContentType type, Map<String, Object> parameters) throws ApiException {
        new UniversalApi(client)
                .doCall(new UniversalRequest("ecs", "StopInstances", VERSION, method, type), new HashMap<>(parameters));
    }

    /** As the vendor's typed client models it, and the job beside, which only the service tells. */
    public static final class Stopped extends AbstractResponse {
        @SerializedName("OperationDetails")
        public List<Detail> details;

        @SerializedName("JobId")
        public String jobId;
    }

    public static final class Listed extends AbstractResponse {
        @SerializedName("Instances")
        public List<Detail> instances;
    }

    public static final class Detail {
        @SerializedName("InstanceId")
        public String instanceId;

        @SerializedName("Status")
        public String status;

        @SerializedName("Error")
        public Fault error;

        public String code() {
            return error == null ? null : error.code;
        }

        public String message() {
            return error == null ? null : error.message;
        }
    }

    public static final class Fault {
        @SerializedName("Code")
        public String code;

        @SerializedName("Message")
        public String message;
    }
}
