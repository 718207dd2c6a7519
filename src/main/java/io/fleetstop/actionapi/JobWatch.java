package io.fleetstop.actionapi;

import io.fleetstop.job.ReadJobs;
import io.fleetstop.job.ReadVersion;
import io.fleetstop.job.StopJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;

/**
 * Reads for calls that wait. A read takes about a millisecond, so the few that are let through at once serve them all; the queues have a
 * place for every call that may wait.
 */
@ApplicationScoped
public class JobWatch {
    private final ReadVersion versions;
    private final ReadJobs jobs;

    JobWatch(ReadVersion versions, ReadJobs jobs) {
        this.versions = versions;
        this.jobs = jobs;
    }

    /** Whether there is nothing more to wait for. */
    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 4, waitingTaskQueue = StopAndWait.MOST_WAITING)
    public Uni<Boolean> isOver(String tenant, UUID id) {
        return versions.of(tenant, id)
                .map(version -> version.map(each -> each.state().isFinal()).orElse(true));
    }

    /** @return the job with its operations, or null where it is deleted */
    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 4, waitingTaskQueue = StopAndWait.MOST_WAITING)
    public Uni<StopJob> job(String tenant, UUID id) {
        return jobs.job(tenant, id);
    }
}
