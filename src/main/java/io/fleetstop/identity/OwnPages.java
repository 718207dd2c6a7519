package io.fleetstop.identity;

import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.RouteProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Keeps pages of others out that are open in the browser of somebody who may use the service. Such a page can send requests here without
 * asking anybody, and by a name of its own that leads to this machine it could even read the answers.
 */
@ApplicationScoped
public class OwnPages {
    /** After the request has its name, before all that answers. */
    private static final int PRIORITY = 990;

    private static final Pattern THIS_MACHINE =
            Pattern.compile("localhost|.+\\.localhost|127\\.[0-9.]+|\\[?::1\\]?", Pattern.CASE_INSENSITIVE);

    private final AuthConfig auth;

    OwnPages(AuthConfig auth) {
        this.auth = auth;
    }

    void guard(@Observes Filters filters) {
        filters.register(this::check, PRIORITY);
    }

    private void check(RoutingContext request) {
        if (auth.mode() == AuthConfig.Mode.OPEN
                && !isNamedLikeThisMachine(request.request().authority())) {
            refuse(
                    request,
                    "A service that knows no callers answers to this machine's own names only, such as localhost.");
        } else if (isChange(request.request()) && isFromElsewhere(request.request())) {
            refuse(request, "A page of another site sent this request.");
        } else {
            request.next();
        }
    }

    private static boolean isNamedLikeThisMachine(HostAndPort authority) {
        return authority == null || THIS_MACHINE.matcher(authority.host()).matches();
    }

    /** Of the REST API; the calls of the clouds' clients prove by a signature who sent them. */
    private static boolean isChange(HttpServerRequest request) {
        return request.path().startsWith("/v1/")
                && request.method() != HttpMethod.GET
                && request.method() != HttpMethod.HEAD;
    }

    /** Browsers say with each such request where its page is from; nobody else needs to. */
    private static boolean isFromElsewhere(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        HostAndPort here = request.authority();
        return origin != null && (here == null || !authority(origin).equalsIgnoreCase(text(here)));
    }

    /** What is no address, {@code null} above all, is nobody's. */
    private static String authority(String origin) {
        try {
            String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }

    private static String text(HostAndPort here) {
        return here.port() < 0 ? here.host() : here.host() + ":" + here.port();
    }

    private static void refuse(RoutingContext request, String why) {
        RouteProblem.answer(request, Refusal.of(Code.ACCESS_DENIED, why));
    }
}
