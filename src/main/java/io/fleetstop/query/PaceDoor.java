package io.fleetstop.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetstop.identity.CurrentCaller;
import io.fleetstop.identity.Role;
import io.fleetstop.identity.Tenants;
import io.fleetstop.pacing.sql.ReadPaces;
import io.fleetstop.pacing.sql.ReadPaces.Sample;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.Refusal.FieldFault;
import io.fleetstop.target.Targets;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** How fast a target was called over the last minutes or hours. */
@Path("/v1/targets/{name}/pace")
@Produces(MediaType.APPLICATION_JSON)
public class PaceDoor {
    private static final int A_DAY = 1_440;

    private final Targets targets;
    private final ReadPaces paces;
    private final Tenants tenants;

    PaceDoor(Targets targets, ReadPaces paces, Tenants tenants) {
        this.targets = targets;
        this.tenants = tenants;
        this.paces = paces;
    }

    /** @param points in the order of time; none for times in which the target was not called */
    public record History(String target, List<Point> points) {}

    /**
     * Some time of a quarter of a minute or more.
     *
     * @param rate calls per second that all replicas together made at most
     * @param learnedRate calls per second that the cloud was believed to take; null until it had refused one
     * @param throttledShare of the calls of the minute before, those refused for the rate; from 0 to 1
     */
    public record Point(
            Instant at,
            double rate,
            @JsonInclude(JsonInclude.Include.ALWAYS) Double learnedRate,
            double throttledShare) {}

    @GET
    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 4, waitingTaskQueue = 64)
    public Uni<History> read(
            @PathParam("name") String name,
            @QueryParam("minutes") @DefaultValue("60") String minutes,
            @Context RoutingContext request) {
        String tenant = CurrentCaller.with(Role.READ, request).tenant();
        if (targets.named(name).isEmpty() || !tenants.mayUse(tenant, name)) {
            throw Refusal.of(Code.NOT_FOUND, "There is no such target.");
        }
        return paces.ofStops(name, minutes(minutes))
                .map(samples ->
                        new History(name, samples.stream().map(PaceDoor::point).toList()));
    }

    private static int minutes(String text) {
        int minutes = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (minutes < 1 || minutes > A_DAY) {
            throw Refusal.of(
                    Code.INVALID_ARGUMENT,
                    List.of(new FieldFault("minutes", "must be a whole number from 1 to " + A_DAY)));
        }
        return minutes;
    }

    private static Point point(Sample sample) {
        return new Point(
                sample.at(),
                TargetsDoor.rounded(sample.rate()),
                sample.learned().isPresent()
                        ? TargetsDoor.rounded(sample.learned().getAsDouble())
                        : null,
                TargetsDoor.share(sample.throttledShare()));
    }
}
