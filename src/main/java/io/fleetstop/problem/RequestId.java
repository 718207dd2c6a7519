package io.fleetstop.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.regex.Pattern;

/** Gives each request a name, the caller's own where it is sane, and says it on every answer. */
@ApplicationScoped
public class RequestId {
    static final String HEADER = "X-Request-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int BEFORE_ALL_ELSE = 1000;

    void nameEachRequest(@Observes Filters filters) {
        filters.register(RequestId::name, BEFORE_ALL_ELSE);
    }

    private static void name(RoutingContext request) {
        give(request);
        request.next();
    }

    private static void give(RoutingContext request) {
        String given = request.request().getHeader(HEADER);
        String id = given != null && SANE.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        request.put(HEADER, id);
        request.response().putHeader(HEADER, id);
    }

    /** The name of a request; one that is refused before the first filter gets it here. */
    public static String of(RoutingContext request) {
        if (request.get(HEADER) == null) {
            give(request);
        }
        return request.get(HEADER);
    }
}
