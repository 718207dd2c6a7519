package io.fleetstop.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Ends a connection with the answer to the request at hand, where nobody can be sure where the next request on it would begin. The header
 * alone does not do that: it tells the client, and the server goes on reading.
 */
final class LastRequest {
    /**
     * What the client is still sending meanwhile is read and thrown away: a connection that is closed with unread bytes in it is reset,
     * and the answer lost with it.
     */
    private static final Duration LINGER = Duration.ofSeconds(2);

    /** Weak, since the one handler that tells of a connection's end is the server's own. */
    private static final Set<HttpConnection> ENDING =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private LastRequest() {}

    /** Before the answer begins. Of HTTP/2 only the stream ends: its frames leave no doubt. */
    static void mark(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.version() == HttpVersion.HTTP_2) {
            return;
        }
        ENDING.add(request.connection());
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        context.addEndHandler(answered -> {
            if (request.isEnded()) {
                request.connection().close();
            } else {
                context.vertx()
                        .setTimer(
                                LINGER.toMillis(), over -> request.connection().close());
            }
        });
    }

    /** Whether the client had been told that nothing more will be answered here. */
    static boolean wasBefore(HttpServerRequest request) {
        return ENDING.contains(request.connection());
    }

    /** Of a request that was answered before all of it was there: who goes on sending it for long is not listened to. */
    static void unlessItEndsSoon(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.isEnded() || context.response().closed()) {
            return;
        }
        context.vertx().setTimer(LINGER.toMillis(), over -> {
            if (request.isEnded()) {
                return;
            }
            if (request.version() == HttpVersion.HTTP_2) {
                context.response().reset();
            } else {
                request.connection().close();
            }
        });
    }
}
