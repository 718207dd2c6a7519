package io.fleetstop.job;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

/** Leases due jobs: those that nobody holds, and those whose holder is dead. */
@ApplicationScoped
public class ClaimJobs {

    /**
     * The CTE is a fence: as a subquery with LIMIT the planner may run it more than once and take more rows than asked for. A job whose
     * row is locked is being settled or taken at this moment, so it is skipped, not waited for. The epoch grows with each holder. Jobs
     * leased to the asker that it knows nothing of come from answers that were lost on the way; the grace spares those whose answer is
     * still on its way. The statement's own time, unlike a clock that goes on, can be compared within the index.
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
                      extract(epoch FROM expires_at - clock_timestamp())::float8 AS seconds_left
            """;

    /**
     * What earlier holders recorded, so that nothing settled is worked on again. Asked only after the claim has shut them out, and as a
     * statement of its own: the claim's snapshot is older than its locks, and misses what was settled between the two.
     */
    static final String FIND_SETTLED =
            "SELECT job_id, ordinal, state FROM stop_outcome WHERE job_id = ANY ($1::uuid[])";

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
                .chain(taken -> settled(taken)
                        .map(settled -> stream(taken)
                                .map(row -> lease(replica, row, settled.getOrDefault(row.getUUID("id"), Map.of())))
                                .toList()));
    }

    /** By job and ordinal; a first holder has no one before it, which spares the usual claim a second statement. */
    private Uni<Map<UUID, Map<Integer, OperationState>>> settled(RowSet<Row> taken) {
        UUID[] hadHolders = stream(taken)
                .filter(row -> row.getInteger("lease_epoch") > 1)
                .map(row -> row.getUUID("id"))
                .toArray(UUID[]::new);
        if (hadHolders.length == 0) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(FIND_SETTLED)
                .execute(Tuple.of(hadHolders))
                .map(rows -> stream(rows)
                        .collect(groupingBy(
                                row -> row.getUUID("job_id"),
                                toMap(
                                        row -> row.getInteger("ordinal"),
                                        row -> OperationState.valueOf(row.getString("state"))))));
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    private static Lease lease(UUID replica, Row row, Map<Integer, OperationState> settled) {
        return new Lease(
                row.getUUID("id"),
                replica,
                row.getInteger("lease_epoch"),
                row.getString("target"),
                List.of(row.getArrayOfStrings("instance_ids")),
                options(row),
                settled,
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
}
