package io.fleetstop.http;

import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.RouteProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells which methods an address has when it is asked with another one, as RFC 9110 wants it with every 405. The framework's own answer
 * does not name them, and is 404 where an address is shared by several resources.
 */
@ApplicationScoped
public class Methods {
    /** After the doors for the clouds' clients, before any body is read. */
    private static final int PRIORITY = 940;

    private static final List<String> READ = List.of("GET", "HEAD");
    private static final List<String> CHANGE = List.of("POST");

    /** A test holds it against the description of the API. */
    private static final Map<Pattern, List<String>> METHODS = Map.of(
            Pattern.compile("/v1/stop-jobs/?"), List.of("GET", "HEAD", "POST"),
            Pattern.compile("/v1/stop-jobs/[^/]+/?"), READ,
            Pattern.compile("/v1/stop-jobs/[^/]+/(cancel|retry)/?"), CHANGE,
            Pattern.compile("/v1/stop-jobs/[^/]+/events/?"), List.of("GET"),
            Pattern.compile("/v1/targets(/[^/]+/pace)?/?"), READ,
            Pattern.compile("/v1/caller/?"), READ,
            Pattern.compile("/dashboard/logout"), CHANGE,
            Pattern.compile("/dashboard(/(?!logout$).*)?"), READ,
            Pattern.compile("/q/openapi"), READ);

    void guard(@Observes Filters filters) {
        filters.register(Methods::check, PRIORITY);
    }

    private static void check(RoutingContext context) {
        HttpMethod method = context.request().method();
        Optional<List<String>> there = of(context.request().path()).filter(each -> !each.contains(method.name()));
        if (there.isEmpty()) {
            context.next();
            return;
        }
        context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", there.get()) + ", OPTIONS");
        if (method.equals(HttpMethod.OPTIONS)) {
            context.response().setStatusCode(204).end();
        } else {
            RouteProblem.answer(context, Refusal.of(Code.METHOD_NOT_ALLOWED, Code.METHOD_NOT_ALLOWED.message()));
        }
    }

    /** Empty for an address that is not known here. */
    private static Optional<List<String>> of(String path) {
        return METHODS.entrySet().stream()
                .filter(each -> each.getKey().matcher(path).matches())
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
