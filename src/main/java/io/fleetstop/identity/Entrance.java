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

    /** Without the issuer's keys in hand they are fetched, which may take a connection and two questions. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final AuthConfig auth;
    private final Instance<HttpAuthenticator> authenticator;
    private final Callers callers;
    private final Issuers issuers;
    private final IssuerCalls calls;

    Entrance(
            AuthConfig auth,
            Instance<HttpAuthenticator> authenticator,
            Callers callers,
            Issuers issuers,
            IssuerCalls calls) {
        this.auth = auth;
        this.authenticator = authenticator;
        this.callers = callers;
        this.issuers = issuers;
        this.calls = calls;
    }

    void guard(@Observes Filters filters) {
        filters.register(this::enter, PRIORITY);
    }

    /** Whether a page must not be shown before somebody has logged in. */
    public boolean mustLogIn(RoutingContext request) {
        return auth.mode() == AuthConfig.Mode.REQUIRED
                && auth.clientId().isPresent()
                // Without a Host there is no address to come back to.
                && request.request().authority() != null
                && !CurrentCaller.isKnown(request);
    }

    /** Sends a person to the issuer, from where the way leads back to the page that was asked for. */
    public void logIn(RoutingContext request) {
        if (!calls.mayNeed(Issuers.COMPANY)) {
            RouteProblem.answer(request, notNow());
            return;
        }
        authenticator
                .get()
                .sendChallenge(request)
                .ifNoItem()
                .after(PATIENCE)
                .fail()
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
        } else if (Bearer.token(request.request()).isPresent() || LoginCookies.haveSession(request)) {
            findOut(request);
        } else if (LoginCookies.endLogin(request)) {
            endLogin(request);
        } else {
            request.next();
        }
    }

    private void endLogin(RoutingContext request) {
        if (!LoginCookies.areShownPlainly(request)) {
            RouteProblem.answer(
                    request,
                    Refusal.of(Code.INVALID_ARGUMENT, "There are control characters in what ends this login."));
        } else if (!calls.mayEndLogin()) {
            RouteProblem.answer(request, Refusal.of(Code.SERVICE_UNAVAILABLE, "Too many log in at this moment."));
        } else {
            findOut(request);
        }
    }

    private void findOut(RoutingContext request) {
        if (!calls.mayNeed(issuers.resolve(request))) {
            RouteProblem.answer(request, notNow());
            return;
        }
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
            know(request, identity);
        } catch (Refusal refusal) {
            CurrentCaller.isNot(refusal, request);
        } catch (RuntimeException unforeseen) {
            // Nobody else would hear of it, and the request would never be answered.
            RouteProblem.answer(request, unforeseen);
            return;
        }
        request.next();
    }

    private void know(RoutingContext request, SecurityIdentity identity) {
        if (identity != null) {
            mustBeOwnPage(request);
            CurrentCaller.is(callers.caller(identity, request.request()), request);
            CurrentCaller.isKnownUntil(Callers.end(identity), request);
        } else if (Bearer.token(request.request()).isPresent()) {
            throw Refusal.of(Code.MISSING_TOKEN, "The token is none that is taken here.");
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
        } else if (isRefused(failure) && LoginCookies.endLogin(request)) {
            // To send the person to log in once more would be for ever, if the issuer does not want it.
            RouteProblem.answer(
                    request, Refusal.of(Code.MISSING_TOKEN, "The login has failed. It begins anew at /dashboard."));
        } else if (isRefused(failure)) {
            LOG.debugf("no entry reason=%s", kinds(failure));
            CurrentCaller.isNot(
                    Refusal.of(
                            Code.MISSING_TOKEN,
                            "The token or the login is expired, forged or meant for another service."),
                    request);
            request.next();
        } else {
            LOG.warnf("It cannot be found out who calls: %s", failure);
            RouteProblem.answer(request, notNow());
        }
    }

    /** Not in its own words: those of a token that does not hold repeat the token. */
    private static String kinds(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause)
                .map(each -> each.getClass().getSimpleName())
                .collect(Collectors.joining(" by "));
    }

    /** Also by what the framework trips over in cookies that it did not make. */
    private static boolean isRefused(Throwable failure) {
        return failure instanceof AuthenticationException
                || failure instanceof IllegalArgumentException
                || failure instanceof IndexOutOfBoundsException;
    }

    private static Refusal notNow() {
        return Refusal.of(Code.SERVICE_UNAVAILABLE, "It cannot be found out now who sends the request.");
    }
}
