package io.fleetstop.identity;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Finds out who sends a request, once, before anything acts on it. Whether that is enough, {@link CurrentCaller} tells those who act. */
@ApplicationScoped
public class Entrance {
    /** After those pages that have no business here were kept out. */
    private static final int PRIORITY = 980;

    private final AuthConfig auth;

    Entrance(AuthConfig auth) {
        this.auth = auth;
    }

    void guard(@Observes Filters filters) {
        filters.register(this::enter, PRIORITY);
    }

    private void enter(RoutingContext request) {
        if (auth.mode() == AuthConfig.Mode.OPEN) {
            CurrentCaller.is(Caller.anyone(Caller.NOBODY, From.address(request.request())), request);
        }
        request.next();
    }
}
