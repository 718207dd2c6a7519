package io.fleetstop.testing.contract;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A request and its answer, whatever client it went through. */
public record Exchange(Request request, Answer answer) {

    /** What was asked. */
    public record Request(String method, URI address, Map<String, String> headers, byte[] body) {
        public Request {
            headers = caseless(headers);
        }
    }

    /** What came back. */
    public record Answer(int status, Map<String, String> headers, byte[] body) {
        public Answer {
            headers = caseless(headers);
        }
    }

    /**
     * Through the platform's own client.
     *
     * @param sent the body that was asked with
     * @param got the body that came back
     */
    public static Exchange of(HttpRequest request, byte[] sent, HttpResponse<?> response, byte[] got) {
        return new Exchange(
                new Request(request.method(), request.uri(), joined(request.headers()), sent),
                new Answer(response.statusCode(), joined(response.headers()), got));
    }

    /** Without its parameters. */
    static Optional<String> mediaType(Map<String, String> headers) {
        return Optional.ofNullable(headers.get("Content-Type")).map(type -> type.split(";", 2)[0].strip());
    }

    static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return request.method + " " + request.address + " answered " + answer.status + " " + answer.headers
                + List.of(text(answer.body));
    }

    private static Map<String, String> joined(HttpHeaders headers) {
        Map<String, String> joined = new HashMap<>();
        headers.map().forEach((name, values) -> joined.put(name, String.join(", ", values)));
        // Of HTTP/2, and no header.
        joined.remove(":status");
        return joined;
    }

    private static Map<String, String> caseless(Map<String, String> headers) {
        var caseless = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        caseless.putAll(headers);
        return caseless;
    }
}
