package io.fleetstop.intake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.audit.Entry;
import io.fleetstop.identity.CurrentCaller;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;

/** Tries again what did not succeed in a job, as a job of its own. */
@Path("/v1/stop-jobs/{id}/retry")
public class RetryDoor {
    private final Intake intake;

    RetryDoor(Intake intake) {
        this.intake = intake;
    }

    /** @param body empty, or an object that may hold a client token */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> retry(
            @PathParam("id") UUID id,
            @HeaderParam("Content-Type") String contentType,
            byte[] body,
            @Context RoutingContext request) {
        Entry entry = Entry.of(request);
        return intake.retry(CurrentCaller.whoever(request), id, clientToken(contentType, body, entry), entry)
                .map(StopJobsDoor::answer);
    }

    private static String clientToken(String contentType, byte[] body, Entry entry) {
        if (body == null || body.length == 0) {
            return null;
        }
        StrictJson.mustBeDeclared(contentType);
        ObjectNode asked = StrictJson.object(body);
        entry.asks(asked);
        Fields fields = new Fields(asked);
        String token = ClientToken.of(fields);
        fields.check();
        return token;
    }
}
