package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Reads how the jobs stand that are not finished, whoever works on them. */
@ApplicationScoped
public class ReadBacklog {

    /**
     * Open jobs only, found by their index, so that it costs the same however many are kept. A job is as old as the time since it fell due,
     * and nobody's since its holder was last sure to live, or since it fell due where no holder is known any more. What lies ahead makes an
     * age below zero, which is none: a job that is meant for later, a deadline, a holder that lives.
     */
    static final String BACKLOG = """
            SELECT count(*) AS open,
                   extract(epoch FROM max(statement_timestamp() - due_at))::float8 AS oldest,
                   extract(epoch FROM max(statement_timestamp() - expires_at))::float8 AS overdue,
                   extract(epoch FROM max(statement_timestamp() - greatest(due_at, alive_until)))::float8 AS unheld
              FROM stop_job LEFT JOIN replica ON replica.id = leased_by
             WHERE finished_at IS NULL
            """;

    /**
     * Zero where there is no such job.
     *
     * @param open jobs that are not finished
     * @param oldest for how long one of them could have been worked on
     * @param overdue for how long one of them is past its deadline
     * @param unheld for how long no living replica holds one of them
     */
    public record Backlog(long open, Duration oldest, Duration overdue, Duration unheld) {}

    private final Pool pool;

    ReadBacklog(Pool pool) {
        this.pool = pool;
    }

    /** As of now, by the database's clock. */
    public Uni<Backlog> read() {
        return pool.preparedQuery(BACKLOG)
                .execute()
                .map(rows -> Sql.first(rows).orElseThrow())
                .map(row ->
                        new Backlog(row.getLong("open"), age(row, "oldest"), age(row, "overdue"), age(row, "unheld")));
    }

    private static Duration age(Row row, String column) {
        Double seconds = row.getDouble(column);
        return seconds == null || seconds < 0 ? Duration.ZERO : Sql.duration(seconds);
    }
}
