package io.fleetstop.problem;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;

/** Answers a problem where no resource is there to do it. */
public final class RouteProblem {
    private RouteProblem() {}

    /** Whatever went wrong, in the caller's words. */
    public static void answer(RoutingContext request, Throwable failure) {
        String id = RequestId.of(request);
        Refusal refusal = Unforeseen.told(failure, id);
        Witness.told(request, refusal).subscribe().with(seen -> answer(request, refusal, id));
    }

    private static void answer(RoutingContext request, Refusal refusal, String id) {
        // It may have waited for its row of the record, and somebody else may have answered meanwhile.
        if (request.response().closed() || request.response().ended()) {
            return;
        }
        Problem.retryAfter(refusal).ifPresent(seconds -> request.response().putHeader("Retry-After", seconds));
        if (refusal.code() == Code.MISSING_TOKEN) {
            request.response().putHeader("WWW-Authenticate", Problem.CHALLENGE);
        }
        request.response()
                .setStatusCode(refusal.code().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(Json.encode(Problem.of(refusal, id)));
    }
}
