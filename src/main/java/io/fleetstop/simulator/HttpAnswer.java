package io.fleetstop.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What goes back over the wire, written out. */
record HttpAnswer(int status, String contentType, Map<String, String> headers, Buffer body) {
    private static final String BAD_GATEWAY =
            "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";

    static HttpAnswer of(int status, String contentType, String body) {
        return new HttpAnswer(status, contentType, Map.of(), Buffer.buffer(body));
    }

    /** What a proxy shows when nobody behind it answers. */
    static HttpAnswer badGateway() {
        return of(502, "text/html", BAD_GATEWAY);
    }

    HttpAnswer with(Map<String, String> moreHeaders) {
        return new HttpAnswer(status, contentType, moreHeaders, body);
    }

    HttpAnswer withBody(Buffer otherBody) {
        return new HttpAnswer(status, contentType, headers, otherBody);
    }

    void sendTo(HttpServerResponse response) {
        if (response.closed()) {
            return;
        }
        headers.forEach(response::putHeader);
        response.setStatusCode(status)
                .putHeader("Content-Type", contentType)
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(body);
    }
}
