package io.fleetstop.actionapi.volcengine;

import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.testing.SignedByHand;
import io.restassured.RestAssured;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

/** Calls as the vendor's client never sends them. */
public final class HandSigned {
    private HandSigned() {}

    public static HttpRequest.Builder stopOf(String instanceId) {
        return signed("GET", Map.of("InstanceIds.1", instanceId), "text/plain", "");
    }

    static HttpRequest.Builder signed(String method, Map<String, String> parameters, String contentType, String body) {
        return new SignedByHand("127.0.0.1:" + RestAssured.port, WithAccessKeys.KEY, WithAccessKeys.SECRET)
                .call(method, "StopInstances", parameters, contentType, body);
    }

    public static HttpResponse<String> send(HttpRequest request) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return client.send(request, BodyHandlers.ofString());
    }
}
