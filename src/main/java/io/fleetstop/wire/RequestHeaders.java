package io.fleetstop.wire;

import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The headers of a request in the form that signatures need: names in lower case, values of the same name in one. */
public final class RequestHeaders {
    private RequestHeaders() {}

    public static Map<String, String> of(HttpServerRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.headers()
                .forEach(header -> headers.merge(
                        header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (one, next) -> one + "," + next));
        if (request.authority() != null) {
            // HTTP/2 has a field of its own for it; clients sign what they take for the header all the same.
            headers.putIfAbsent("host", request.authority().toString());
        }
        return headers;
    }
}
