package io.fleetstop.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Whatever goes wrong leaves as a problem document. */
public class ProblemMapper {

    @ServerExceptionMapper
    Response refused(Refusal refusal, RoutingContext request) {
        return Problem.answer(refusal, RequestId.of(request));
    }

    @ServerExceptionMapper
    Response framework(WebApplicationException failure, RoutingContext request) {
        Code code = Code.of(failure.getResponse().getStatus());
        return Problem.answer(Refusal.of(code, code.message()), RequestId.of(request));
    }

    @ServerExceptionMapper
    Response unforeseen(Throwable failure, RoutingContext request) {
        String id = RequestId.of(request);
        return Problem.answer(Unforeseen.told(failure, id), id);
    }
}
