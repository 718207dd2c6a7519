package io.fleetstop.query;

import io.fleetstop.job.ReadJobs;
import io.fleetstop.job.ReadVersion;
import io.fleetstop.job.StopJob;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
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
    private final Vertx vertx;

    FeedReads(ReadVersion versions, ReadJobs jobs, Vertx vertx) {
        this.versions = versions;
        this.jobs = jobs;
        this.vertx = vertx;
    }

    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 1, waitingTaskQueue = 1)
    Uni<Map<UUID, Integer>> versions(Collection<UUID> ids) {
        return versions.ofAll(ids);
    }

    /**
     * Serves no request of its own, so it makes the context that the record's sessions need.
     *
     * @return null where there is no such job
     */
    @Timeout(value = 5, unit = ChronoUnit.SECONDS)
    @Bulkhead(value = 1, waitingTaskQueue = JobFeed.MOST_STREAMS)
    Uni<StopJob> job(String tenant, UUID id) {
        Context own = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(own, true);
        return Uni.createFrom()
                .emitter(result -> own.runOnContext(
                        here -> jobs.job(tenant, id).subscribe().with(result::complete, result::fail)));
    }
}
