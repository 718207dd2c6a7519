package io.fleetstop.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import org.jboss.logging.Logger;

/** Answers a problem where no resource is there to do it. */
public final class RouteProblem {
    private static final Logger LOG = Logger.getLogger(RouteProblem.class);

    private RouteProblem() {}

    /** Whatever went wrong, in the caller's words; what only this side may know goes to the log. */
    public static void answer(RoutingContext request, Throwable failure) {
        String id = RequestId.of(request);
        if (failure instanceof Refusal refusal) {
            answer(request, refusal);
        } else if (Outage.isBehind(failure)) {
            LOG.warnf("database unavailable request=%s reason=%s", id, failure);
            answer(request, Refusal.of(Code.SERVICE_UNAVAILABLE, Code.SERVICE_UNAVAILABLE.message()));
        } else {
            LOG.errorf(failure, "request failed request=%s", id);
            answer(request, Refusal.of(Code.INTERNAL_ERROR, Code.INTERNAL_ERROR.message()));
        }
    }

    static void answer(RoutingContext request, Refusal refusal) {
        Problem problem = Problem.of(refusal, RequestId.of(request));
        Problem.retryAfter(refusal.code())
                .ifPresent(seconds -> request.response().putHeader("Retry-After", seconds));
        request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Json.encode(problem));
    }
}
