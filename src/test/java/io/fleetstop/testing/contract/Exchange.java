package io.fleetstop.testing.contract;

import java.net.URI;
import java.nio.charset.StandardCharsets;
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

    private static Map<String, String> caseless(Map<String, String> headers) {
        var caseless = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        caseless.putAll(headers);
        return caseless;
    }
}
