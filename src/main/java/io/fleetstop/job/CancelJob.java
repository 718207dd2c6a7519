package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Takes back what of a job has not been sent. */
@ApplicationScoped
public class CancelJob {

    /** Fleetstop's code and words for an operation that was taken back. */
    public static final String CODE = "Cancelled";

    public static final String MESSAGE = "The job was cancelled before the instance was stopped.";

    /**
     * A job that never had a holder is ended here and now; of any other only its holder knows what has been sent. The lock makes both
     * certain: a claim that came first is seen, one that comes later finds the job over. The audit trail tells of the one request that
     * changed something.
     */
    static final String CANCEL = """
            WITH asked AS MATERIALIZED (
                SELECT id, target, total AS size, lease_epoch = 0 AS untouched
                  FROM stop_job
                 WHERE id = $1 AND tenant = $2 AND finished_at IS NULL AND cancel_requested_at IS NULL
                   FOR UPDATE),
            unsent AS (
                INSERT INTO stop_outcome (job_id, ordinal, state, already_stopped, attempts, code, message, settled_at)
                SELECT id, generate_series(0, size - 1), 'Cancelled', false, 0, $3, $4, clock_timestamp()
                  FROM asked WHERE untouched),
            recorded AS (
                INSERT INTO audit (tenant, caller, came_from, request_id, door, action, decision, job_id, target, instances)
                SELECT $2, $5, $6, $7, $8, $9, 'Cancelled', id, target, size FROM asked)
            UPDATE stop_job AS job
               SET cancel_requested_at = clock_timestamp(),
                   version = version + 1,
                   cancelled = CASE WHEN untouched THEN total ELSE cancelled END,
                   state = CASE WHEN untouched THEN 'Cancelled' ELSE state END,
                   finished_at = CASE WHEN untouched THEN clock_timestamp() END
              FROM asked
             WHERE job.id = asked.id
            """;

    /** Asked once a second by whoever holds jobs, by key. */
    static final String FIND_CANCELLED =
            "SELECT id FROM stop_job WHERE id = ANY ($1::uuid[]) AND cancel_requested_at IS NOT NULL";

    private final Pool pool;

    CancelJob(Pool pool) {
        this.pool = pool;
    }

    /**
     * Changes nothing when the job is over, is being cancelled, is another tenant's, or does not exist.
     *
     * @param caller who asks for it
     * @return whether it changed something
     */
    public Uni<Boolean> cancel(String tenant, UUID job, String caller, Provenance provenance) {
        return pool.preparedQuery(CANCEL)
                .execute(Tuple.from(Arrays.asList(
                        job,
                        tenant,
                        CODE,
                        MESSAGE,
                        caller,
                        provenance.from(),
                        provenance.requestId(),
                        provenance.door(),
                        provenance.deed().word())))
                .map(rows -> rows.rowCount() > 0);
    }

    /** @return those of the jobs whose cancellation was requested */
    public Uni<Set<UUID>> cancelled(Collection<UUID> jobs) {
        return pool.preparedQuery(FIND_CANCELLED)
                .execute(Tuple.of(jobs.toArray(UUID[]::new)))
                .map(rows -> Sql.stream(rows).map(row -> row.getUUID("id")).collect(Collectors.toSet()));
    }
}
