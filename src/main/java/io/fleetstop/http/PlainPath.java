package io.fleetstop.http;

import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.RouteProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Gives each address one spelling. Routes also take {@code //v1/targets}, {@code /%761/targets} and {@code /v1;a=b/targets}, which whoever
 * guards {@code /v1/} by how a path begins does not know again.
 */
@ApplicationScoped
public class PlainPath {
    /** Before those that judge by the path. */
    private static final int PRIORITY = 995;

    void guard(@Observes Filters filters) {
        filters.register(PlainPath::check, PRIORITY);
    }

    private static void check(RoutingContext context) {
        String path = context.request().path();
        if (path.equals(context.normalizedPath()) && path.indexOf(';') < 0) {
            context.next();
        } else {
            RouteProblem.answer(
                    context,
                    Refusal.of(
                            Code.NOT_FOUND,
                            "There is nothing by an address with doubled slashes, dots for folders, semicolons or needless escapes."));
        }
    }
}
