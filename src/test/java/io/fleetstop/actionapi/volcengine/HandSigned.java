package io.fleetstop.actionapi.volcengine;

import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.wire.Digests;
import io.fleetstop.wire.Query;
import io.fleetstop.wire.volcengine.ApiDate;
import io.fleetstop.wire.volcengine.ApiSignature;
import io.fleetstop.wire.volcengine.CredentialScope;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Calls as the vendor's client never sends them. */
public final class HandSigned {
    private HandSigned() {}

    public static HttpRequest.Builder stopOf(String instanceId) {
        return signed("GET", Map.of("InstanceIds.1", instanceId), "text/plain", "");
    }

    static HttpRequest.Builder signed(String method, Map<String, String> parameters, String contentType, String body) {
        SortedMap<String, String> query = new TreeMap<>(parameters);
        query.put("Action", "StopInstances");
        query.put("Version", VolcengineClient.VERSION);
        String date = ApiDate.of(Instant.now());
        var signature = new ApiSignature(
                method,
                query,
                new TreeMap<>(Map.of("host", "127.0.0.1:" + RestAssured.port, "x-date", date)),
                Digests.sha256Hex(body.getBytes(StandardCharsets.UTF_8)),
                date,
                new CredentialScope(ApiDate.day(date), "cn-beijing", "ecs"));
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/?" + Query.canonical(query)))
                .header("Authorization", signature.authorization(WithAccessKeys.KEY, WithAccessKeys.SECRET))
                .header("X-Date", date)
                .header("Content-Type", contentType)
                .method(method, BodyPublishers.ofString(body));
    }

    public static HttpResponse<String> send(HttpRequest request) throws Exception {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        return client.send(request, BodyHandlers.ofString());
    }
}
