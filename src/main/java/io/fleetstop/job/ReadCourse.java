package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** How a traced job went, for the span that tells it. */
@ApplicationScoped
public class ReadCourse {

    /** By key, once for a traced job, when it is over: whoever ended it has its state, but not all counts and no time of the database. */
    static final String COURSE = """
            SELECT traceparent, target, state, lease_epoch, total, accepted, stopped, failed, skipped, cancelled, created_at, finished_at
              FROM stop_job
             WHERE id = $1 AND finished_at IS NOT NULL AND traceparent IS NOT NULL
            """;

    private final Pool pool;

    ReadCourse(Pool pool) {
        this.pool = pool;
    }

    /** @return empty for a job that is not over, and for one that was not traced */
    public Uni<Optional<Course>> of(UUID job) {
        return pool.preparedQuery(COURSE)
                .execute(Tuple.of(job))
                .map(rows -> Sql.first(rows).map(ReadCourse::course));
    }

    private static Course course(Row row) {
        return new Course(
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
