package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Ends jobs that nobody can work on, without touching them: what is in them may be what kills whoever does. */
@ApplicationScoped
public class CloseJobs {

    /** So many holders in a row died over a job without recording anything. */
    static final int MOST_FRUITLESS = 5;

    /** Few rows at a time: this runs beside everything else. */
    private static final int MOST_AT_ONCE = 10;

    /**
     * Two kinds: jobs that killed every holder, and jobs past their time whose target nobody here knows; five minutes spare one that
     * another replica still works on. Never sent is Skipped, all else is unknown, which is told as a failure. In the end the counts of
     * the job move by what was really written, as when its outcomes are settled.
     */
    static final String CLOSE = """
            WITH hopeless AS MATERIALIZED (
                SELECT id, total, lease_epoch = 0 AS unsent, fruitless >= $1 AS deadly,
                       CASE WHEN fruitless >= $1 THEN 'Quarantined'
                            WHEN lease_epoch = 0 THEN 'DeadlineExceeded' ELSE 'OutcomeUnknown' END AS code,
                       wait_for = 'Stopped' AND NOT dry_run AS waits, accepted, stopped, failed, skipped, cancelled
                  FROM stop_job AS job
                 WHERE finished_at IS NULL
                   AND (fruitless >= $1
                        OR target <> ALL ($2::text[]) AND expires_at < statement_timestamp() - interval '5 minutes')
                   AND (leased_by IS NULL
                        OR NOT EXISTS (SELECT FROM replica WHERE replica.id = job.leased_by AND alive_until > statement_timestamp()))
                 ORDER BY id
                 LIMIT $3
                   FOR UPDATE SKIP LOCKED),
            closed AS (
                INSERT INTO stop_outcome AS outcome (job_id, ordinal, state, already_stopped, attempts, code, message, settled_at)
                SELECT id, generate_series(0, total - 1), CASE WHEN unsent THEN 'Skipped' ELSE 'Failed' END, false, 0,
                       code,
                       CASE WHEN deadly THEN 'Every process that worked on the job died; whether the instance was stopped is not known.'
                            WHEN unsent THEN 'The deadline passed before the stop could be sent.'
                            ELSE 'Whether the instance was stopped could not be found out before the deadline.' END,
                       clock_timestamp()
                  FROM hopeless
                ON CONFLICT (job_id, ordinal) DO UPDATE
                   SET state = excluded.state, code = excluded.code, message = excluded.message,
                       unclear = NULL, conflicts = NULL, doubt_since = NULL,
                       was_accepted = outcome.state = 'Accepted',
                       settled_at = excluded.settled_at
                 WHERE outcome.state = 'Pending'
                    OR outcome.state = 'Accepted' AND excluded.job_id IN (SELECT id FROM hopeless WHERE waits)
                RETURNING job_id, state, was_accepted),
            moved AS (
                SELECT job_id, count(*) FILTER (WHERE was_accepted) AS no_more_accepted,
                       count(*) FILTER (WHERE state = 'Failed') AS more_failed,
                       count(*) FILTER (WHERE state = 'Skipped') AS more_skipped
                  FROM closed
                 GROUP BY job_id),
            summed AS (
                SELECT id, total, waits, accepted - coalesce(no_more_accepted, 0) AS accepted, stopped,
                       failed + coalesce(more_failed, 0) AS failed, skipped + coalesce(more_skipped, 0) AS skipped, cancelled,
                       code, coalesce(more_failed, 0) AS more_failed, coalesce(more_skipped, 0) AS more_skipped
                  FROM hopeless LEFT JOIN moved ON moved.job_id = hopeless.id),
            judged AS (SELECT *, """ + JobEnd.STATE + """
                                 AS state FROM summed)
            UPDATE stop_job AS job
               SET accepted = judged.accepted, failed = judged.failed, skipped = judged.skipped,
                   state = judged.state,
                   version = version + 1,
                   leased_by = NULL,
                   finished_at = clock_timestamp()
              FROM judged
             WHERE job.id = judged.id AND judged.state <> 'Running'
            RETURNING job.id, job.target, job.state, judged.code, judged.more_failed, judged.more_skipped
            """;

    /**
     * A job that was ended.
     *
     * @param code of the operations that ended with it
     * @param failed how many of them failed
     * @param skipped how many of them were skipped
     */
    public record Closed(UUID id, String target, JobState state, String code, long failed, long skipped) {}

    private final Pool pool;

    CloseJobs(Pool pool) {
        this.pool = pool;
    }

    /** @param targets that this replica can call */
    public Uni<List<Closed>> close(Collection<String> targets) {
        return pool.preparedQuery(CLOSE)
                .execute(Tuple.of(MOST_FRUITLESS, targets.toArray(String[]::new), MOST_AT_ONCE))
                .map(rows -> Sql.stream(rows)
                        .map(row -> new Closed(
                                row.getUUID("id"),
                                row.getString("target"),
                                JobState.valueOf(row.getString("state")),
                                row.getString("code"),
                                row.getLong("more_failed"),
                                row.getLong("more_skipped")))
                        .toList());
    }
}
