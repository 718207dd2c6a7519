package io.fleetstop.http;

import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.RouteProblem;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers what fails outside of all resources, such as an address that cannot be read, as a problem like any other. */
@ApplicationScoped
public class StrayFailures {
    /** After all that could answer it itself, before the framework's own page for developers. */
    private static final int LATE = 1_000_000;

    /** What the router says of requests that it passes to nobody. */
    private static final int[] STATUSES = {400, 404, 405, 406, 413, 415, 500};

    void answerAll(@Observes Router router) {
        router.route().order(LATE).failureHandler(StrayFailures::answer);
        for (int status : STATUSES) {
            router.errorHandler(status, StrayFailures::answer);
        }
    }

    private static void answer(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended()) {
            return;
        }
        if (response.headWritten()) {
            // Half an answer must not pass for a whole one.
            response.reset();
            return;
        }
        // Of these no filter may have known.
        AnswerHeaders.put(context);
        int status = context.statusCode();
        boolean isCallersFault = status >= 400 && status < 500;
        Code code = Code.of(status);
        RouteProblem.answer(
                context,
                isCallersFault || context.failure() == null ? Refusal.of(code, code.message()) : context.failure());
    }
}
