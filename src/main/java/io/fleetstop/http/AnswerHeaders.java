package io.fleetstop.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Puts on every answer what keeps a browser from making more of it than it is. A filter and no setting of the framework, since answers to
 * requests that no route takes need them too, and one of them depends on how the request came.
 */
@ApplicationScoped
public class AnswerHeaders {
    private static final int BEFORE_ALL_ELSE = 1010;

    /** A year, as browsers' own lists ask for. Whether it holds for other names of the domain is not for one service to say. */
    private static final String STRICT_TRANSPORT = "max-age=31536000";

    void putOnEachAnswer(@Observes Filters filters) {
        filters.register(
                request -> {
                    put(request);
                    request.next();
                },
                BEFORE_ALL_ELSE);
    }

    /** Whoever answers may still say otherwise: files of the dashboard may be kept. */
    static void put(RoutingContext request) {
        MultiMap headers = request.response().headers();
        headers.set("X-Content-Type-Options", "nosniff")
                // Addresses hold ids and tokens.
                .set("Referrer-Policy", "no-referrer")
                .set("Cross-Origin-Opener-Policy", "same-origin")
                .set("Cross-Origin-Resource-Policy", "same-origin")
                // Who polls keeps the last answer and its ETag itself; nobody on the way is to.
                .set(HttpHeaders.CACHE_CONTROL, "no-store");
        // Also behind a proxy that the configuration trusts: then the scheme is the one that the caller used.
        if ("https".equals(request.request().scheme())) {
            headers.set("Strict-Transport-Security", STRICT_TRANSPORT);
        }
    }
}
