package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Records outcomes, moves the counters of their jobs and finishes those that are done. */
@ApplicationScoped
public class SettleOutcomes {

    /** The database will never take these outcomes as they are; any other failure is one of the moment. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Refused(Throwable cause) {
            super(cause.getMessage(), cause, false, false);
        }
    }

    /**
     * Many outcomes of many jobs in one statement. Rows given under a lease that someone else has taken find no job and change nothing.
     * Job rows are locked in id order, for two replicas may settle the same jobs, and the counters are read from the locked rows: the
     * statement's own snapshot may be older than the lock. Counters move by what was really inserted or moved on, and an earlier Accepted
     * is told by the row itself, so that a repeat of this very statement counts nothing twice. Pending, and the Accepted of a job that
     * waits for Stopped, are the only states that may still change, and only forward. "Running" and not "finished_at IS NULL": the latter
     * invites the planner to walk the index of all open jobs instead of the primary key.
     */
    static final String SETTLE = """
            WITH given AS MATERIALIZED (
                SELECT * FROM unnest($1::uuid[], $2::int[], $3::smallint[], $4::text[], $5::boolean[], $6::smallint[],
                                     $7::text[], $8::text[], $9::text[], $10::text[], $11::text[],
                                     $12::smallint[], $13::smallint[], $14::timestamptz[])
                    AS given(job_id, epoch, ordinal, state, already_stopped, attempts,
                             code, message, provider_code, provider_message, provider_request_id,
                             unclear, conflicts, doubt_since)),
            held AS MATERIALIZED (
                SELECT id, lease_epoch, total, wait_for = 'Stopped' AND NOT dry_run AS waits,
                       accepted, stopped, failed, skipped, cancelled
                  FROM stop_job
                 WHERE (id, lease_epoch) IN (SELECT job_id, epoch FROM given)
                   AND state = 'Running'
                 ORDER BY id
                   FOR UPDATE),
            recorded AS (
                INSERT INTO stop_outcome AS outcome (job_id, ordinal, state, already_stopped, attempts, code, message,
                                                     provider_code, provider_message, provider_request_id,
                                                     unclear, conflicts, doubt_since, settled_at)
                SELECT job_id, ordinal, state, already_stopped, attempts, code, message,
                       provider_code, provider_message, provider_request_id, unclear, conflicts, doubt_since, clock_timestamp()
                  FROM given JOIN held ON held.id = given.job_id AND held.lease_epoch = given.epoch
                ON CONFLICT (job_id, ordinal) DO UPDATE
                   SET state = excluded.state, already_stopped = excluded.already_stopped,
                       attempts = greatest(outcome.attempts, excluded.attempts),
                       code = excluded.code, message = excluded.message, provider_code = excluded.provider_code,
                       provider_message = excluded.provider_message,
                       provider_request_id = coalesce(excluded.provider_request_id, outcome.provider_request_id),
                       unclear = excluded.unclear, conflicts = excluded.conflicts, doubt_since = excluded.doubt_since,
                       was_accepted = outcome.state = 'Accepted',
                       settled_at = excluded.settled_at
                 WHERE outcome.state = 'Pending'
                    OR outcome.state = 'Accepted' AND excluded.state NOT IN ('Pending', 'Accepted')
                       AND excluded.job_id IN (SELECT id FROM held WHERE waits)
                RETURNING job_id, state, was_accepted),
            moved AS (
                SELECT job_id,
                       count(*) FILTER (WHERE state = 'Accepted') - count(*) FILTER (WHERE was_accepted) AS accepted,
                       count(*) FILTER (WHERE state = 'Stopped') AS stopped,
                       count(*) FILTER (WHERE state = 'Failed') AS failed,
                       count(*) FILTER (WHERE state = 'Skipped') AS skipped,
                       count(*) FILTER (WHERE state = 'Cancelled') AS cancelled
                  FROM recorded
                 GROUP BY job_id),
            summed AS (
                SELECT id, total, waits,
                       held.accepted + moved.accepted AS accepted,
                       held.stopped + moved.stopped AS stopped,
                       held.failed + moved.failed AS failed,
                       held.skipped + moved.skipped AS skipped,
                       held.cancelled + moved.cancelled AS cancelled
                  FROM held JOIN moved ON moved.job_id = held.id),
            judged AS (SELECT *, """ + JobEnd.STATE + """
                                 AS state FROM summed),
            updated AS (
                UPDATE stop_job AS job
                   SET accepted = judged.accepted, stopped = judged.stopped, failed = judged.failed,
                       skipped = judged.skipped, cancelled = judged.cancelled,
                       state = judged.state,
                       version = version + 1,
                       fruitless = 0,
                       leased_by = CASE WHEN judged.state = 'Running' THEN leased_by END,
                       finished_at = CASE WHEN judged.state <> 'Running' THEN clock_timestamp() END
                  FROM judged
                 WHERE job.id = judged.id
                RETURNING job.id, job.state)
            SELECT held.id, held.lease_epoch, coalesce(updated.state, 'Running') AS state
              FROM held LEFT JOIN updated USING (id)
            """;

    private final Pool pool;

    SettleOutcomes(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param outcomes at most one for each operation
     * @return the state of each job that is still held under the epoch given; a job that is missing has been taken by someone else, or was
     *     finished before. Fails with {@link Refused} when something in the outcomes themselves is not to the database's liking
     */
    public Uni<Map<UUID, JobState>> settle(List<Outcome> outcomes) {
        return pool.preparedQuery(SETTLE)
                .execute(columns(outcomes))
                .map(rows -> {
                    Map<UUID, JobState> held = new HashMap<>();
                    rows.forEach(row -> held.put(row.getUUID("id"), JobState.valueOf(row.getString("state"))));
                    return held;
                })
                .onFailure(SettleOutcomes::isAboutData)
                .transform(Refused::new);
    }

    /** Data exceptions and violated constraints, as PostgreSQL's appendix A classes them. */
    private static boolean isAboutData(Throwable failure) {
        return failure instanceof PgException refused
                && refused.getSqlState() != null
                && (refused.getSqlState().startsWith("22")
                        || refused.getSqlState().startsWith("23"));
    }

    private static Tuple columns(List<Outcome> outcomes) {
        return Tuple.from(List.of(
                column(outcomes, Outcome::jobId, UUID[]::new),
                column(outcomes, Outcome::epoch, Integer[]::new),
                column(outcomes, outcome -> (short) outcome.ordinal(), Short[]::new),
                column(outcomes, outcome -> outcome.state().name(), String[]::new),
                column(outcomes, Outcome::alreadyStopped, Boolean[]::new),
                column(outcomes, outcome -> (short) outcome.attempts(), Short[]::new),
                column(outcomes, Outcome::code, String[]::new),
                column(outcomes, Outcome::message, String[]::new),
                column(outcomes, Outcome::providerCode, String[]::new),
                column(outcomes, Outcome::providerMessage, String[]::new),
                column(outcomes, Outcome::providerRequestId, String[]::new),
                column(outcomes, outcome -> tally(outcome, tally -> (short) tally.unclear()), Short[]::new),
                column(outcomes, outcome -> tally(outcome, tally -> (short) tally.conflicts()), Short[]::new),
                column(
                        outcomes,
                        outcome -> tally(outcome, tally -> Sql.timestamp(tally.doubtSince())),
                        OffsetDateTime[]::new)));
    }

    private static <T> T tally(Outcome outcome, Function<Tally, T> of) {
        return outcome.tally() == null ? null : of.apply(outcome.tally());
    }

    private static <T> Object column(List<Outcome> outcomes, Function<Outcome, T> of, IntFunction<T[]> array) {
        return outcomes.stream().map(of).toArray(array);
    }
}
