package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** How traced jobs went, for the spans that tell it. */
@ApplicationScoped
public class ReadFinished {

    /**
     * By key, when they are over: whoever ended them has their states, but not all counts and no time of the database. Many in one
     * statement, since jobs end in swarms, and one each would crowd out what the pool is for.
     */
    static final String FINISHED = """
            SELECT id, traceparent, target, state, lease_epoch, total, accepted, stopped, failed, skipped, cancelled, created_at, finished_at
              FROM stop_job
             WHERE id = ANY ($1::uuid[]) AND finished_at IS NOT NULL AND traceparent IS NOT NULL
            """;

    private final Pool pool;

    ReadFinished(Pool pool) {
        this.pool = pool;
    }

    /** @return without those that are not over, and those that were not traced */
    public Uni<List<FinishedJob>> of(Collection<UUID> jobs) {
        return pool.preparedQuery(FINISHED)
                .execute(Tuple.of(jobs.toArray(UUID[]::new)))
                .map(rows -> Sql.stream(rows).map(ReadFinished::job).toList());
    }

    private static FinishedJob job(Row row) {
        return new FinishedJob(
                row.getUUID("id"),
                row.getString("traceparent"),
                row.getString("target"),
                JobState.valueOf(row.getString("state")),
                row.getInteger("lease_epoch"),
                row.getInteger("total"),
                row.getInteger("accepted"),
                row.getInteger("stopped"),
                row.getInteger("failed"),
                row.getInteger("skipped"),
                row.getInteger("cancelled"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "finished_at"));
    }
}
