package io.fleetstop.process;

import io.fleetstop.testing.SignedByHand;
import io.fleetstop.wire.Query;
import io.fleetstop.wire.aliyun.RpcSignature;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import static io.restassured.RestAssured.given;

/** Calls of all doors of a service, whose answers are kept. */
final class WatchedCalls {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;
    private final List<String> answers = new ArrayList<>();

    WatchedCalls(String url) {
        this.url = url;
    }

    String url() {
        return url;
    }

    List<String> answers() {
        return answers;
    }

    Response get(String bearer, String path) {
        return kept(with(bearer).get(url + path));
    }

    Response post(String bearer, String path, Map<String, Object> body) {
        return kept(with(bearer).contentType(ContentType.JSON).body(body).post(url + path));
    }

    private static RequestSpecification with(String bearer) {
        return given().header("Authorization", "Bearer " + bearer);
    }

    private Response kept(Response answer) {
        answers.add(answer.statusLine() + "\n" + answer.headers() + "\n\n" + answer.asString());
        return answer;
    }

    /** Volcengine's call, with the signature in a header. */
    HttpResponse<String> volcengine(String key, String secret, Map<String, String> parameters) {
        return send(new SignedByHand(URI.create(url).getAuthority(), key, secret)
                .call("GET", "StopInstances", parameters, "", ""));
    }

    /** Alibaba Cloud's call of the old kind, with the signature in the address. */
    HttpResponse<String> aliyun(String key, String secret, Map<String, String> parameters) {
        SortedMap<String, String> all = new TreeMap<>(Map.of(
                "Action", "StopInstance",
                "Version", "2014-05-26",
                "AccessKeyId", key,
                "SignatureMethod", "HMAC-SHA1",
                "SignatureVersion", "1.0",
                "SignatureNonce", UUID.randomUUID().toString(),
                "Timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
        all.putAll(parameters);
        all.put("Signature", new RpcSignature("GET", new TreeMap<>(all)).signature(secret));
        return send(HttpRequest.newBuilder(URI.create(url + "/?" + Query.canonical(all))));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            answers.add(answer.statusCode() + "\n" + answer.headers().map() + "\n\n" + answer.body());
            return answer;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
