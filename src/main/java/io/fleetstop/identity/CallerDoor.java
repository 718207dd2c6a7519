package io.fleetstop.identity;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;

/** Tells callers how they are seen: what they may do, and under which name it goes into the record. */
@Path("/v1/caller")
@Produces(MediaType.APPLICATION_JSON)
public class CallerDoor {
    private final CurrentCaller caller;

    CallerDoor(CurrentCaller caller) {
        this.caller = caller;
    }

    /** @param roles all that the caller has, those that come with another included */
    public record View(String tenant, String name, List<String> roles) {}

    @GET
    public View read() {
        Caller who = caller.whoever();
        who.mustKeepRate();
        List<String> roles =
                Arrays.stream(Role.values()).filter(who::may).map(Role::word).toList();
        return new View(who.tenant(), who.name(), roles);
    }
}
