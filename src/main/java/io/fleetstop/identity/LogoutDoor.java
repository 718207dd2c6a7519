package io.fleetstop.identity;

import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.RouteProblem;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Ends a session, which is in the browser's cookies and nowhere else. That with the issuer is the issuer's to end. */
@ApplicationScoped
public class LogoutDoor {
    private final CurrentCaller caller;

    LogoutDoor(CurrentCaller caller) {
        this.caller = caller;
    }

    void open(@Observes Router router) {
        router.post("/dashboard/logout").handler(this::logOut);
    }

    private void logOut(RoutingContext request) {
        try {
            caller.whoever(request);
            HttpServerResponse response = request.response();
            request.request().cookies().stream()
                    .map(Cookie::getName)
                    .filter(Entrance::isOwnCookie)
                    .forEach(name -> response.removeCookie(name).setPath("/"));
            response.setStatusCode(204).end();
        } catch (Refusal refusal) {
            RouteProblem.answer(request, refusal);
        }
    }
}
