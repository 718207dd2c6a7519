package io.fleetstop.identity;

import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.RouteProblem;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Finds out who sends a request, once, before anything acts on it. Whether that is enough, {@link CurrentCaller} tells those who act. Calls
 * of the clouds' clients show neither a bearer token nor a session; their door looks at their signatures.
 */
@ApplicationScoped
public class Entrance {
    private static final Logger LOG = Logger.getLogger(Entrance.class);

    /** After those pages that have no business here were kept out. */
    private static final int PRIORITY = 980;

    /** What the cookies of a session and of a login under way begin with. */
    private static final String OWN_COOKIES = "q_";

    /** Without the issuer's keys in hand they are fetched, which may take a connection and two questions. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final AuthConfig auth;
    private final Instance<HttpAuthenticator> authenticator;
    private final Callers callers;

    Entrance(AuthConfig auth, Instance<HttpAuthenticator> authenticator, Callers callers) {
        this.auth = auth;
        this.authenticator = authenticator;
        this.callers = callers;
    }

    void guard(@Observes Filters filters) {
        filters.register(this::enter, PRIORITY);
    }

    /** Whether a page must not be shown before somebody has logged in. */
    public boolean mustLogIn(RoutingContext request) {
        return auth.mode() == AuthConfig.Mode.REQUIRED
                && auth.clientId().isPresent()
                && !CurrentCaller.isKnown(request);
    }

    /** Sends a person to the issuer, from where the way leads back to the page that was asked for. */
    public void logIn(RoutingContext request) {
        authenticator
                .get()
                .sendChallenge(request)
                .subscribe()
                .with(
                        sent -> {
                            if (!request.response().ended()) {
                                request.response().end();
                            }
                        },
                        failure -> refuse(request, failure));
    }

    private void enter(RoutingContext request) {
        if (auth.mode() == AuthConfig.Mode.OPEN) {
            CurrentCaller.is(Caller.anyone(Caller.NOBODY, From.address(request.request())), request);
            request.next();
        } else if (Bearer.token(request.request()).isPresent() || hasOwnCookie(request)) {
            findOut(request);
        } else {
            request.next();
        }
    }

    private void findOut(RoutingContext request) {
        request.put(HttpAuthenticator.class.getName(), authenticator.get());
        Uni.createFrom()
                .deferred(() -> authenticator.get().attemptAuthentication(request))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .subscribe()
                .with(identity -> admit(request, identity), failure -> refuse(request, failure));
    }

    /** @param identity null when nothing that was shown is of use */
    private void admit(RoutingContext request, SecurityIdentity identity) {
        try {
            if (identity != null) {
                mustBeOwnPage(request);
                CurrentCaller.is(callers.caller(identity, request.request()), request);
            } else if (Bearer.token(request.request()).isPresent()) {
                throw Refusal.of(Code.MISSING_TOKEN, "The token is none that is taken here.");
            }
            request.next();
        } catch (Refusal refusal) {
            CurrentCaller.isNot(refusal, request);
            request.next();
        }
    }

    /** A browser sends its cookies along with whatever another site's page makes it send, but no header of that page's choice. */
    private static void mustBeOwnPage(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean changes = request.method() != HttpMethod.GET && request.method() != HttpMethod.HEAD;
        if (changes && Bearer.token(request).isEmpty() && request.getHeader("X-Fleetstop-Page") == null) {
            throw Refusal.of(
                    Code.ACCESS_DENIED, "A change with the cookie of a login needs the header X-Fleetstop-Page.");
        }
    }

    private void refuse(RoutingContext request, Throwable failure) {
        if (request.response().ended() || request.response().closed()) {
            return;
        }
        if (failure instanceof AuthenticationRedirectException redirect) {
            request.response()
                    .setStatusCode(redirect.getCode())
                    .putHeader("Location", redirect.getRedirectUri())
                    .putHeader("Cache-Control", "no-store")
                    .end();
        } else if (failure instanceof AuthenticationException) {
            LOG.debugf("no entry reason=%s", kinds(failure));
            CurrentCaller.isNot(
                    Refusal.of(
                            Code.MISSING_TOKEN,
                            "The token or the login is expired, forged or meant for another service."),
                    request);
            request.next();
        } else {
            LOG.warnf("It cannot be found out who calls: %s", failure);
            RouteProblem.answer(
                    request, Refusal.of(Code.SERVICE_UNAVAILABLE, "It cannot be found out now who sends the request."));
        }
    }

    /** Not in its own words: those of a token that does not hold repeat the token. */
    private static String kinds(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(each -> each.getClass().getSimpleName())
                .collect(Collectors.joining(" by "));
    }

    private static boolean hasOwnCookie(RoutingContext request) {
        return request.request().cookies().stream().map(Cookie::getName).anyMatch(Entrance::isOwnCookie);
    }

    static boolean isOwnCookie(String name) {
        return name.startsWith(OWN_COOKIES);
    }
}
