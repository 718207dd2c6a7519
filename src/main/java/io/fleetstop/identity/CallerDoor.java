package io.fleetstop.identity;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;

/** Tells callers how they are seen: what they may do, and under which name it goes into the record. */
@Path("/v1/caller")
@Produces(MediaType.APPLICATION_JSON)
public class CallerDoor {

    /** @param roles all that the caller has, those that come with another included */
    public record View(String tenant, String name, List<String> roles) {}

    @GET
    public View read(@Context RoutingContext request) {
        Caller who = CurrentCaller.whoever(request);
        who.mustKeepRate();
        List<String> roles =
                Arrays.stream(Role.values()).filter(who::may).map(Role::word).toList();
        return new View(who.tenant(), who.name(), roles);
    }
}
