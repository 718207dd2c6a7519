package io.fleetstop.http;

import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.RouteProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Ends a request whose body does not arrive. The idle time-out does not: a byte every minute keeps a connection alive under it, and a few
 * thousand such clients take all connections there are.
 */
@ApplicationScoped
public class RequestInTime {
    /** After the request has its name, before its body is read. */
    private static final int PRIORITY = 997;

    private final Duration limit;

    RequestInTime(ClientTimes times) {
        this.limit = times.bodyTimeout();
    }

    void guard(@Observes Filters filters) {
        filters.register(this::watch, PRIORITY);
    }

    private void watch(RoutingContext context) {
        // Requests without a body are nearly all; they need no timer.
        if (hasBody(context.request())) {
            long timer = context.vertx().setTimer(limit.toMillis(), over -> endUnlessWhole(context));
            context.addEndHandler(answered -> {
                context.vertx().cancelTimer(timer);
                LastRequest.unlessItEndsSoon(context);
            });
        }
        context.next();
    }

    private void endUnlessWhole(RoutingContext context) {
        if (context.request().isEnded() || context.response().ended()) {
            return;
        }
        LastRequest.mark(context);
        RouteProblem.answer(
                context,
                Refusal.of(Code.REQUEST_TIMEOUT, "The body did not arrive within " + limit.toSeconds() + " seconds."));
    }

    static boolean hasBody(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return !request.isEnded();
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) || length != null && !length.equals("0");
    }
}
