package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** Leases due jobs: those that nobody holds, and those whose holder is dead. */
@ApplicationScoped
public class ClaimJobs {

    /**
     * The CTE is a fence: as a subquery with LIMIT the planner may run it more than once and take more rows than asked for. A job whose
     * row is locked is being settled or taken at this moment, so it is skipped, not waited for. The epoch grows with each holder; outcomes
     * recorded by earlier ones come along, so that nothing settled is worked on again. Jobs leased to the asker that it knows nothing of
     * come from answers that were lost on the way; the grace spares those whose answer is still on its way. The statement's own time, unlike
     * a clock that goes on, can be compared within the index.
     */
    static final String CLAIM_DUE = """
            WITH due AS MATERIALIZED (
                SELECT id
                  FROM stop_job AS job
                 WHERE finished_at IS NULL
                   AND due_at <= statement_timestamp()
                   AND target = ANY ($3::text[])
                   AND (leased_by IS NULL
                        OR leased_by = $1 AND id <> ALL ($4::uuid[]) AND started_at < statement_timestamp() - interval '30 seconds'
                        OR NOT EXISTS (SELECT FROM replica WHERE replica.id = job.leased_by AND alive_until > statement_timestamp()))
                 ORDER BY due_at
                 LIMIT $2
                   FOR UPDATE SKIP LOCKED)
            UPDATE stop_job AS job
               SET leased_by = $1,
                   lease_epoch = lease_epoch + 1,
                   state = 'Running',
                   started_at = coalesce(started_at, clock_timestamp()),
                   version = version + 1
              FROM due
             WHERE job.id = due.id
            RETURNING job.id, lease_epoch, target, instance_ids, stopped_mode, force_stop, confirm_stop, dry_run, wait_for,
                      max_concurrency, max_errors, force_after_seconds, not_before, deadline, failed,
                      extract(epoch FROM expires_at - clock_timestamp())::float8 AS seconds_left,
                      ARRAY(SELECT ordinal FROM stop_outcome WHERE job_id = job.id ORDER BY ordinal) AS settled,
                      ARRAY(SELECT state FROM stop_outcome WHERE job_id = job.id ORDER BY ordinal) AS settled_as
            """;

    private final Pool pool;

    ClaimJobs(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param room most jobs to take
     * @param targets that the replica can call
     * @param held jobs that the replica works on
     */
    public Uni<List<Lease>> claim(UUID replica, int room, Collection<String> targets, Collection<UUID> held) {
        return pool.preparedQuery(CLAIM_DUE)
                .execute(Tuple.of(replica, room, targets.toArray(String[]::new), held.toArray(UUID[]::new)))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(row -> lease(replica, row))
                        .toList());
    }

    private static Lease lease(UUID replica, Row row) {
        return new Lease(
                row.getUUID("id"),
                replica,
                row.getInteger("lease_epoch"),
                row.getString("target"),
                List.of(row.getArrayOfStrings("instance_ids")),
                options(row),
                settled(row),
                row.getInteger("failed"),
                Sql.duration(row.getDouble("seconds_left")));
    }

    private static JobOptions options(Row row) {
        Integer forceAfter = row.getInteger("force_after_seconds");
        return new JobOptions(
                StoppedMode.valueOf(row.getString("stopped_mode")),
                row.getBoolean("force_stop"),
                row.getBoolean("confirm_stop"),
                row.getBoolean("dry_run"),
                WaitFor.valueOf(row.getString("wait_for")),
                row.getInteger("max_concurrency"),
                row.getInteger("max_errors"),
                forceAfter == null ? null : Duration.ofSeconds(forceAfter),
                Sql.instant(row, "not_before"),
                Sql.instant(row, "deadline"));
    }

    private static Map<Integer, OperationState> settled(Row row) {
        Short[] ordinals = row.getArrayOfShorts("settled");
        String[] states = row.getArrayOfStrings("settled_as");
        Map<Integer, OperationState> settled = new HashMap<>();
        for (int i = 0; i < ordinals.length; i++) {
            settled.put(ordinals[i].intValue(), OperationState.valueOf(states[i]));
        }
        return settled;
    }
}
