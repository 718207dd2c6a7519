package io.fleetstop.query;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.fleetstop.identity.CurrentCaller;
import io.fleetstop.identity.Role;
import io.fleetstop.identity.Tenants;
import io.fleetstop.job.LaneReport;
import io.fleetstop.job.LaneReport.Circuit;
import io.fleetstop.job.ReadLanes;
import io.fleetstop.pacing.sql.ReadPaces;
import io.fleetstop.pacing.sql.ReadPaces.Learned;
import io.fleetstop.target.Target;
import io.fleetstop.target.Targets;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** The targets, and how they look from all replicas: a few seconds old, which is as often as each says so. */
@Path("/v1/targets")
@Produces(MediaType.APPLICATION_JSON)
public class TargetsDoor {
    private final Targets targets;
    private final ReadLanes lanes;
    private final ReadPaces paces;
    private final Tenants tenants;

    TargetsDoor(Targets targets, ReadLanes lanes, ReadPaces paces, Tenants tenants) {
        this.targets = targets;
        this.tenants = tenants;
        this.lanes = lanes;
        this.paces = paces;
    }

    /** Those that the caller may use. */
    public record Listing(List<View> targets) {}

    /**
     * One of them.
     *
     * @param inFlight calls under way
     * @param waiting operations that replicas hold and that are not under way
     * @param rate calls per second that all replicas together make at most, now or when the target was last called
     * @param learnedRate calls per second that the cloud is believed to take; null until it has refused one
     * @param throttledShare of the calls of the last minute that the target was called, those refused for the rate; from 0 to 1
     * @param circuit Open on one replica is Open
     * @param error why it is open; null while it is closed
     */
    public record View(
            String name,
            String provider,
            String region,
            @JsonProperty("default") boolean isDefault,
            int inFlight,
            int waiting,
            Double rate,
            Double learnedRate,
            double throttledShare,
            Circuit circuit,
            Fault error) {}

    /** What the cloud refused the account with. */
    public record Fault(String code, String message) {}

    @GET
    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 4, waitingTaskQueue = 64)
    public Uni<Listing> list(@Context RoutingContext request) {
        String tenant = CurrentCaller.with(Role.READ, request).tenant();
        return lanes.all()
                .chain(reports -> paces.ofStops()
                        .map(learned -> new Listing(targets.all().stream()
                                .filter(target -> tenants.mayUse(tenant, target.name()))
                                .map(target -> view(target, reports, Optional.ofNullable(learned.get(target.name()))))
                                .toList())));
    }

    private View view(Target target, List<LaneReport> reports, Optional<Learned> pace) {
        List<LaneReport> own = reports.stream()
                .filter(report -> report.target().equals(target.name()))
                .toList();
        Optional<LaneReport> open =
                own.stream().filter(report -> report.circuit() == Circuit.Open).findFirst();
        return new View(
                target.name(),
                target.cloud().word(),
                target.region(),
                targets.byDefault().filter(target::equals).isPresent(),
                own.stream().mapToInt(LaneReport::inFlight).sum(),
                own.stream().mapToInt(LaneReport::waiting).sum(),
                pace.map(each -> rounded(each.rate())).orElse(null),
                pace.filter(each -> each.learned().isPresent())
                        .map(each -> rounded(each.learned().getAsDouble()))
                        .orElse(null),
                pace.map(each -> share(each.throttledShare())).orElse(0.0),
                open.map(LaneReport::circuit).orElse(Circuit.Closed),
                open.map(report -> new Fault(report.code(), report.message())).orElse(null));
    }

    static double rounded(double perSecond) {
        return Math.round(perSecond * 10) / 10.0;
    }

    static double share(double ofOne) {
        return Math.round(ofOne * 10_000) / 10_000.0;
    }
}
