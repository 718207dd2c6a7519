package io.fleetstop.testing;

import io.fleetstop.wire.Digests;
import io.fleetstop.wire.Query;
import io.fleetstop.wire.volcengine.ApiDate;
import io.fleetstop.wire.volcengine.ApiSignature;
import io.fleetstop.wire.volcengine.CredentialScope;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Volcengine's calls as its own client never sends them.
 *
 * @param endpoint host and port
 */
public record SignedByHand(String endpoint, String accessKeyId, String secret) {
    /** @param contentType empty for none */
    public HttpRequest.Builder call(
            String method, String action, Map<String, String> parameters, String contentType, String body) {
        SortedMap<String, String> query = new TreeMap<>(parameters);
        query.put("Action", action);
        query.putIfAbsent("Version", "2020-04-01");
        String date = ApiDate.of(Instant.now());
        String hash = Digests.sha256Hex(body.getBytes(StandardCharsets.UTF_8));
        SortedMap<String, String> headers = new TreeMap<>(Map.of("x-date", date, "x-content-sha256", hash));
        if (!contentType.isEmpty()) {
            headers.put("content-type", contentType);
        }
        SortedMap<String, String> signed = new TreeMap<>(headers);
        // The client adds it, and lets nobody else do so.
        signed.put("host", endpoint);
        String authorization = new ApiSignature(
                        method, query, signed, hash, date, new CredentialScope(ApiDate.day(date), "cn-beijing", "ecs"))
                .authorization(accessKeyId, secret);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + endpoint + "/?" + Query.canonical(query)))
                .header("Authorization", authorization)
                .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return request;
    }
}
