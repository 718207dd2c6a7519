package io.fleetstop.simulator;

import io.fleetstop.wire.Query;
import io.fleetstop.wire.aliyun.Acs3Signature;
import io.fleetstop.wire.aliyun.RpcSignature;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/** Signed calls made by hand, for what the vendor's clients never send. */
final class SignedCall {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private SignedCall() {}

    /** The parameters of a version 1 call, signed. */
    static SortedMap<String, String> v1(String method, Instant signedAt, Map<String, String> parameters) {
        SortedMap<String, String> all = new TreeMap<>(parameters);
        all.putIfAbsent("Version", "2014-05-26");
        all.put("AccessKeyId", "simulator");
        all.put("SignatureMethod", "HMAC-SHA1");
        all.put("SignatureVersion", "1.0");
        all.put("SignatureNonce", UUID.randomUUID().toString());
        all.put("Timestamp", signedAt.truncatedTo(ChronoUnit.SECONDS).toString());
        all.put("Signature", new RpcSignature(method, new TreeMap<>(all)).signature("simulator-secret"));
        return all;
    }

    static SortedMap<String, String> v1(String method, Map<String, String> parameters) {
        return v1(method, Instant.now(), parameters);
    }

    static HttpResponse<String> get(String endpoint, SortedMap<String, String> parameters) throws Exception {
        return send(HttpRequest.newBuilder(uri(endpoint, Query.canonical(parameters))));
    }

    static HttpResponse<String> postForm(String endpoint, SortedMap<String, String> parameters) throws Exception {
        return send(HttpRequest.newBuilder(uri(endpoint, ""))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Query.canonical(parameters))));
    }

    /** A version 3 call; signs all headers it sends but {@code host}, as one of the vendor's clients does. */
    static HttpRequest.Builder v3(String endpoint, String action, Map<String, String> parameters) {
        SortedMap<String, String> query = new TreeMap<>(parameters);
        SortedMap<String, String> headers = new TreeMap<>(Map.of(
                "x-acs-action",
                action,
                "x-acs-version",
                "2014-05-26",
                "x-acs-date",
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "x-acs-signature-nonce",
                UUID.randomUUID().toString(),
                "x-acs-content-sha256",
                Acs3Signature.EMPTY_BODY_HASH));
        String authorization = new Acs3Signature("POST", query, headers, Acs3Signature.EMPTY_BODY_HASH)
                .authorization("simulator", "simulator-secret");
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(endpoint, Query.canonical(query)))
                .header("Authorization", authorization)
                .POST(BodyPublishers.noBody());
        headers.forEach(request::header);
        return request;
    }

    static HttpResponse<String> stop(String endpoint, String instanceId) throws Exception {
        return send(v3(endpoint, "StopInstance", Map.of("InstanceId", instanceId)));
    }

    static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return send(request, PATIENCE);
    }

    static HttpResponse<String> send(HttpRequest.Builder request, Duration patience)
            throws IOException, InterruptedException {
        return HTTP.send(request.timeout(patience).build(), BodyHandlers.ofString());
    }

    private static URI uri(String endpoint, String query) {
        return URI.create("http://" + endpoint + "/" + (query.isEmpty() ? "" : "?" + query));
    }
}
