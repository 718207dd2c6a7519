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

    void open(@Observes Router router) {
        router.post("/dashboard/logout").handler(this::logOut);
    }

    private void logOut(RoutingContext request) {
        try {
            CurrentCaller.whoever(request);
            HttpServerResponse response = request.response();
            // Of the request, and those that renewed the session on the way here.
            request.request().cookies().stream()
                    .map(Cookie::getName)
                    .filter(LoginCookies::isOne)
                    .distinct()
                    .toList()
                    .forEach(name -> end(name, response));
            response.setStatusCode(204).end();
        } catch (Refusal refusal) {
            RouteProblem.answer(request, refusal);
        }
    }

    private static void end(String cookie, HttpServerResponse response) {
        response.removeCookies(cookie, false);
        response.addCookie(Cookie.cookie(cookie, "").setPath("/").setMaxAge(0));
    }
}
