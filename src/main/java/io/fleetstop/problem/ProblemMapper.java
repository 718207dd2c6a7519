package io.fleetstop.problem;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Whatever goes wrong leaves as a problem document. */
public class ProblemMapper {

    @ServerExceptionMapper
    Uni<Response> refused(Refusal refusal, RoutingContext request) {
        return answer(refusal, request);
    }

    @ServerExceptionMapper
    Uni<Response> framework(WebApplicationException failure, RoutingContext request) {
        Code code = Code.of(failure.getResponse().getStatus());
        return answer(Refusal.of(code, code.message()), request);
    }

    @ServerExceptionMapper
    Uni<Response> unforeseen(Throwable failure, RoutingContext request) {
        return answer(Unforeseen.told(failure, RequestId.of(request)), request);
    }

    private static Uni<Response> answer(Refusal refusal, RoutingContext request) {
        return Witness.told(request, refusal).map(seen -> Problem.answer(refusal, RequestId.of(request)));
    }
}
