package io.fleetstop.query;

import io.fleetstop.identity.CurrentCaller;
import io.fleetstop.identity.Role;
import io.fleetstop.job.JobState;
import io.fleetstop.job.JobVersion;
import io.fleetstop.job.ReadJobs;
import io.fleetstop.job.ReadVersion;
import io.fleetstop.job.StopJob;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** One job, as often as anyone likes: a poll that finds nothing new reads one row. */
@Path("/v1/stop-jobs/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class StopJobDoor {
    private static final Pattern TAG = Pattern.compile("(?:W/)?\"([^\"]*)\"|\\*");
    private static final int VALUE = 1;

    private final ReadJobs jobs;
    private final ReadVersion versions;

    StopJobDoor(ReadJobs jobs, ReadVersion versions) {
        this.jobs = jobs;
        this.versions = versions;
    }

    @GET
    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 22, waitingTaskQueue = 192)
    public Uni<Response> get(
            @PathParam("id") String path,
            @QueryParam("view") String view,
            @HeaderParam("If-None-Match") List<String> known,
            @Context RoutingContext request) {
        String tenant = CurrentCaller.with(Role.READ, request).tenant();
        UUID id = JobId.read(path);
        boolean summary = isSummary(view);
        Uni<StopJob> job = summary ? jobs.summary(tenant, id) : jobs.job(tenant, id);
        Uni<Response> whole = job.map(StopJobDoor::present).map(StopJobDoor::answer);
        if (known.isEmpty()) {
            return whole;
        }
        return versions.of(tenant, id)
                .map(version -> version.orElseThrow(JobId::unknown))
                .chain(version ->
                        isKnown(version.entityTag(), known) ? Uni.createFrom().item(notModified(version)) : whole);
    }

    private static boolean isSummary(String view) {
        if (view == null || view.equals("full")) {
            return false;
        }
        if (view.equals("summary")) {
            return true;
        }
        throw Refusal.of(Code.INVALID_ARGUMENT, "view must be summary or full.");
    }

    /** RFC 9110, section 13.1.2: compared weakly, and a star knows everything that exists. */
    private static boolean isKnown(EntityTag tag, List<String> known) {
        return known.stream()
                .flatMap(line -> TAG.matcher(line).results())
                .anyMatch(each -> each.group().equals("*") || tag.getValue().equals(each.group(VALUE)));
    }

    private static Response notModified(JobVersion version) {
        return pollable(Response.notModified(version.entityTag()), version.state());
    }

    private static Response answer(StopJob job) {
        return pollable(Response.ok(job).tag(job.entityTag()), job.state());
    }

    private static Response pollable(Response.ResponseBuilder response, JobState state) {
        return state.isFinal()
                ? response.build()
                : response.header("Retry-After", StopJob.POLL_SECONDS).build();
    }

    private static <T> T present(T found) {
        if (found == null) {
            throw JobId.unknown();
        }
        return found;
    }
}
