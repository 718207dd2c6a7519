package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Deletes jobs that have been over for longer than they are kept, and with them frees their client tokens. */
@ApplicationScoped
public class ForgetJobs {

    /** A batch of full jobs are five thousand rows: a fraction of a second, and no lock that anybody waits for. */
    public static final int MOST_AT_ONCE = 50;

    /**
     * Rows that another replica deletes at this moment are skipped, not waited for. An array and not a join: of a join the planner cannot
     * know how few rows it has, and reads the tables in full.
     */
    static final String FORGET_OLD = """
            WITH old AS MATERIALIZED (
                SELECT id FROM stop_job
                 WHERE finished_at < statement_timestamp() - make_interval(secs => $1)
                 ORDER BY finished_at
                 LIMIT $2
                   FOR UPDATE SKIP LOCKED),
            outcomes AS (DELETE FROM stop_outcome WHERE job_id = ANY (ARRAY(SELECT id FROM old)))
            DELETE FROM stop_job WHERE id = ANY (ARRAY(SELECT id FROM old))
            """;

    private final Pool pool;

    ForgetJobs(Pool pool) {
        this.pool = pool;
    }

    /** @return how many jobs were deleted; less than {@link #MOST_AT_ONCE} when none are left */
    public Uni<Integer> forget(Duration olderThan) {
        return pool.preparedQuery(FORGET_OLD)
                .execute(Tuple.of(Sql.seconds(olderThan), MOST_AT_ONCE))
                .map(rows -> rows.rowCount());
    }
}
