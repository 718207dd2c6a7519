package io.fleetstop.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.audit.Entry;
import io.fleetstop.identity.Caller;
import io.fleetstop.identity.CurrentCaller;
import io.fleetstop.job.StopJob;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Takes stop jobs over REST. */
@Path("/v1/stop-jobs")
public class StopJobsDoor {
    private final Intake intake;

    StopJobsDoor(Intake intake) {
        this.intake = intake;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> create(
            @HeaderParam("Content-Type") String contentType, byte[] body, @Context RoutingContext request) {
        Caller sender = CurrentCaller.whoever(request);
        StrictJson.mustBeDeclared(contentType);
        ObjectNode asked = StrictJson.object(body);
        Entry entry = Entry.of(request);
        entry.asks(asked);
        return intake.accept(sender, StopJobRequest.of(asked), entry).map(StopJobsDoor::answer);
    }

    static Response answer(Intake.Answer answer) {
        StopJob job = answer.job();
        Response.ResponseBuilder response = Response.status(answer.replayed() ? 200 : 202)
                .header("Location", job.path())
                .tag(job.entityTag())
                .entity(job);
        return answer.replayed()
                ? response.header("Idempotency-Replayed", "true").build()
                : response.header("Retry-After", StopJob.POLL_SECONDS).build();
    }
}
