package io.fleetstop.query;

import io.fleetstop.job.ReadJobs;
import io.fleetstop.job.ReadVersion;
import io.fleetstop.job.StopJob;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.Timeout;

/** What the {@link JobFeed} reads: next to nothing, however many look on. */
@ApplicationScoped
class FeedReads {
    private final ReadVersion versions;
    private final ReadJobs jobs;

    FeedReads(ReadVersion versions, ReadJobs jobs) {
        this.versions = versions;
        this.jobs = jobs;
    }

    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 1, waitingTaskQueue = 1)
    Uni<Map<UUID, Integer>> versions(Collection<UUID> ids) {
        return versions.ofAll(ids);
    }

    /** @return null where there is no such job */
    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 1, waitingTaskQueue = JobFeed.MOST_STREAMS)
    Uni<StopJob> job(String tenant, UUID id) {
        return jobs.job(tenant, id);
    }
}
