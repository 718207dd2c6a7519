package io.fleetstop.simulator;

import io.fleetstop.wire.Digests;
import io.fleetstop.wire.Query;
import io.fleetstop.wire.volcengine.ApiDate;
import io.fleetstop.wire.volcengine.ApiSignature;
import io.fleetstop.wire.volcengine.CredentialScope;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Calls in Volcengine's dialect, signed by hand, for what the vendor's client never sends. */
final class SignedApiCall {
    private SignedApiCall() {}

    static HttpResponse<String> stop(String endpoint, List<String> ids, Map<String, String> more) throws Exception {
        return get(endpoint, "StopInstances", numbered(ids, more));
    }

    static SortedMap<String, String> numbered(List<String> ids, Map<String, String> more) {
        SortedMap<String, String> parameters = new TreeMap<>(more);
        for (int i = 0; i < ids.size(); i++) {
            parameters.put("InstanceIds." + (i + 1), ids.get(i));
        }
        return parameters;
    }

    static HttpResponse<String> get(String endpoint, String action, Map<String, String> parameters) throws Exception {
        return SignedCall.send(signed("GET", endpoint, action, parameters, "", ""));
    }

    static HttpResponse<String> post(String endpoint, String action, String contentType, String body) throws Exception {
        return SignedCall.send(signed("POST", endpoint, action, Map.of(), contentType, body));
    }

    static HttpRequest.Builder signed(
            String method,
            String endpoint,
            String action,
            Map<String, String> parameters,
            String contentType,
            String body) {
        SortedMap<String, String> query = new TreeMap<>(parameters);
        query.put("Action", action);
        query.putIfAbsent("Version", "2020-04-01");
        String date = ApiDate.of(Instant.now());
        String hash = Digests.sha256Hex(body.getBytes(StandardCharsets.UTF_8));
        SortedMap<String, String> headers = new TreeMap<>(Map.of("x-date", date, "x-content-sha256", hash));
        if (!contentType.isEmpty()) {
            headers.put("content-type", contentType);
        }
        String authorization = new ApiSignature(
                        method, query, headers, hash, date, new CredentialScope(ApiDate.day(date), "cn-beijing", "ecs"))
                .authorization("simulator", "simulator-secret");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://" + endpoint + "/?" + Query.canonical(query)))
                .header("Authorization", authorization)
                .method(method, BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return request;
    }
}
