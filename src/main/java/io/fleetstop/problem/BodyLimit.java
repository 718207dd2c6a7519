package io.fleetstop.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses a body that says it is too large before a byte of it is read, and says so as a problem; the server's own refusal is mute. */
@ApplicationScoped
public class BodyLimit {
    /** After the request has its name, before the server's own limit. */
    private static final int PRIORITY = 900;

    private final long mostBytes;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        this.mostBytes = most.asLongValue();
    }

    void limitEachBody(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= mostBytes) {
            request.next();
            return;
        }
        Refusal refusal = Refusal.of(Code.REQUEST_TOO_LARGE, "The body may have " + mostBytes + " bytes.");
        if (request.request().version() != HttpVersion.HTTP_2) {
            // The body is on its way all the same; reading it only to throw it away is what the limit is to spare.
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        RouteProblem.answer(request, refusal);
    }
}
