package io.fleetstop.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fleetstop.identity.CurrentCaller;
import io.fleetstop.identity.Role;
import io.fleetstop.job.FindJobs;
import io.fleetstop.job.JobFilter;
import io.fleetstop.job.JobPosition;
import io.fleetstop.job.ReadJobs;
import io.fleetstop.job.StopJob;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** The caller's jobs, newest first. */
@Path("/v1/stop-jobs")
@Produces(MediaType.APPLICATION_JSON)
public class StopJobListDoor {
    private final FindJobs finder;
    private final ReadJobs jobs;

    StopJobListDoor(FindJobs finder, ReadJobs jobs) {
        this.finder = finder;
        this.jobs = jobs;
    }

    /**
     * A part of the list.
     *
     * @param nextPageToken where it goes on; null at the end
     */
    public record Page(
            List<StopJob> jobs,
            @JsonInclude(JsonInclude.Include.ALWAYS) String nextPageToken) {}

    @GET
    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 8, waitingTaskQueue = 64)
    public Uni<Page> list(@Context UriInfo address, @Context RoutingContext request) {
        String tenant = CurrentCaller.with(Role.READ, request).tenant();
        ListQuery query = ListQuery.of(address.getQueryParameters());
        // One more than asked for tells whether there is another page.
        return finder.find(tenant, query.filter(), begin(query, tenant), query.pageSize() + 1)
                .chain(found -> page(found, query, tenant));
    }

    private Uni<Page> page(List<JobPosition> found, ListQuery query, String tenant) {
        boolean more = found.size() > query.pageSize();
        List<JobPosition> shown = more ? found.subList(0, query.pageSize()) : found;
        String next = more ? PageToken.of(shown.get(shown.size() - 1), tenant, query.filter()) : null;
        if (shown.isEmpty()) {
            return Uni.createFrom().item(new Page(List.of(), null));
        }
        return jobs.summaries(shown.stream().map(JobPosition::id).toList()).map(summaries -> new Page(summaries, next));
    }

    private static JobPosition begin(ListQuery query, String tenant) {
        JobFilter filter = query.filter();
        if (query.pageToken() != null) {
            return PageToken.read(query.pageToken(), tenant, filter);
        }
        return filter.createdBefore() == null ? JobPosition.top() : JobPosition.before(filter.createdBefore());
    }
}
