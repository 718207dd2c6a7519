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

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

/** Leases due jobs: those that nobody holds, and those whose holder is dead. */
@ApplicationScoped
public class ClaimJobs {

    /** A job that had so many fruitless holders in a row is suspected of killing them, and is claimed apart from the others. */
    public static final int SUSPECT = 2;

    /**
     * What makes a job free to be taken. Jobs leased to the asker that it knows nothing of come from answers that were lost on the way; the
     * grace spares those whose answer is still on its way. The statement's own time, unlike a clock that goes on, can be compared within
     * the index.
     */
    private static final String IS_FREE = """
            finished_at IS NULL
            AND due_at <= statement_timestamp()
            AND (fruitless >= 2) = $6
            AND (leased_by IS NULL
                 OR leased_by = $1 AND id <> ALL ($5::uuid[]) AND started_at < statement_timestamp() - interval '30 seconds'
                 OR NOT EXISTS (SELECT FROM replica WHERE replica.id = leased_by AND alive_until > statement_timestamp()))
            """;

    /**
     * Turns go round the tenants of each target, so that nobody waits behind another's backlog; the pairs of tenant and target are found by
     * jumping through the index, not by reading all open jobs. The last places ($4) are for tenants who hold none here. What was chosen is
     * asked again under its lock, since another replica may have chosen the same; a job whose row is locked is being settled or taken at
     * this moment, so it is skipped, not waited for. The epoch grows with each holder. A holder that did not hand the job back was
     * fruitless unless it recorded something.
     */
    static final String CLAIM_DUE = """
            WITH RECURSIVE pair AS (
                (SELECT tenant, target FROM stop_job WHERE finished_at IS NULL ORDER BY tenant, target LIMIT 1)
                UNION ALL
                SELECT next.tenant, next.target
                  FROM pair CROSS JOIN LATERAL (
                       SELECT tenant, target FROM stop_job
                        WHERE finished_at IS NULL AND (tenant, target) > (pair.tenant, pair.target)
                        ORDER BY tenant, target LIMIT 1) AS next),
            asked AS (
                SELECT * FROM unnest($2::text[], $3::int[], $4::int[]) AS asked(target, places, last_places)),
            candidate AS (
                SELECT job.id, asked.target, asked.places,
                       row_number() OVER (PARTITION BY pair.tenant, pair.target ORDER BY job.due_at) AS turn, job.due_at
                  FROM pair JOIN asked USING (target) CROSS JOIN LATERAL (
                       SELECT id, due_at FROM stop_job
                        WHERE tenant = pair.tenant AND target = pair.target AND """ + " " + IS_FREE + """
                        ORDER BY due_at
                        LIMIT CASE WHEN EXISTS (SELECT FROM stop_job
                                                 WHERE tenant = pair.tenant AND target = pair.target
                                                   AND finished_at IS NULL AND leased_by = $1)
                                   THEN greatest(places - last_places, 0) ELSE places END) AS job),
            chosen AS MATERIALIZED (
                SELECT id FROM (SELECT id, places, row_number() OVER (PARTITION BY target ORDER BY turn, due_at) AS place
                                  FROM candidate) AS ranked
                 WHERE place <= places),
            due AS MATERIALIZED (
                SELECT id, leased_by IS NOT NULL AS left_behind
                  FROM stop_job
                 WHERE id IN (SELECT id FROM chosen) AND """ + " " + IS_FREE + """
                 ORDER BY id
                   FOR UPDATE SKIP LOCKED)
            UPDATE stop_job AS job
               SET leased_by = $1,
                   lease_epoch = lease_epoch + 1,
                   fruitless = fruitless + CASE WHEN left_behind THEN 1 ELSE 0 END,
                   state = 'Running',
                   started_at = coalesce(started_at, clock_timestamp()),
                   version = version + 1
              FROM due
             WHERE job.id = due.id
            RETURNING job.id, tenant, lease_epoch, left_behind, target, instance_ids, stopped_mode, force_stop, confirm_stop,
                      dry_run, wait_for, max_concurrency, max_errors, force_after_seconds, not_before, deadline, failed,
                      cancel_requested_at IS NOT NULL AS cancel_requested, started_at, clock_timestamp() AS begun_at,
                      extract(epoch FROM expires_at - clock_timestamp())::float8 AS seconds_left, traceparent
            """;

    /**
     * What earlier holders recorded, so that nothing settled is worked on again. Asked only after the claim has shut them out, and as a
     * statement of its own: the claim's snapshot is older than its locks, and misses what was settled between the two.
     */
    static final String FIND_STANDINGS = """
            SELECT job_id, ordinal, state, attempts, unclear, conflicts, doubt_since, settled_at
              FROM stop_outcome
             WHERE job_id = ANY ($1::uuid[])
            """;

    /**
     * Room for jobs of one target.
     *
     * @param places most jobs to take
     * @param lastPlaces how many of them only a tenant may have who holds none here
     */
    public record Room(String target, int places, int lastPlaces) {}

    private final Pool pool;

    ClaimJobs(Pool pool) {
        this.pool = pool;
    }

    /**
     * @param rooms of the targets that the replica can call
     * @param held jobs that the replica works on
     * @param suspects whether to take jobs that are suspected of killing their holders, or those that are not
     */
    public Uni<List<Lease>> claim(UUID replica, List<Room> rooms, Collection<UUID> held, boolean suspects) {
        return pool.preparedQuery(CLAIM_DUE)
                .execute(Tuple.of(
                        replica,
                        rooms.stream().map(Room::target).toArray(String[]::new),
                        rooms.stream().map(Room::places).toArray(Integer[]::new),
                        rooms.stream().map(Room::lastPlaces).toArray(Integer[]::new),
                        held.toArray(UUID[]::new),
                        suspects))
                .chain(taken -> standings(taken)
                        .map(standings -> Sql.stream(taken)
                                .map(row -> lease(replica, row, standings.getOrDefault(row.getUUID("id"), Map.of())))
                                .toList()));
    }

    /** By job and ordinal; a first holder has no one before it, which spares the usual claim a second statement. */
    private Uni<Map<UUID, Map<Integer, Standing>>> standings(RowSet<Row> taken) {
        UUID[] hadHolders = Sql.stream(taken)
                .filter(row -> row.getInteger("lease_epoch") > 1)
                .map(row -> row.getUUID("id"))
                .toArray(UUID[]::new);
        if (hadHolders.length == 0) {
            return Uni.createFrom().item(Map.of());
        }
        return pool.preparedQuery(FIND_STANDINGS)
                .execute(Tuple.of(hadHolders))
                .map(rows -> Sql.stream(rows)
                        .collect(groupingBy(
                                row -> row.getUUID("job_id"),
                                toMap(row -> row.getInteger("ordinal"), ClaimJobs::standing))));
    }

    private static Standing standing(Row row) {
        Integer unclear = row.getInteger("unclear");
        Integer conflicts = row.getInteger("conflicts");
        return new Standing(
                OperationState.valueOf(row.getString("state")),
                row.getInteger("attempts"),
                new Tally(
                        unclear == null ? 0 : unclear,
                        conflicts == null ? 0 : conflicts,
                        Sql.instant(row, "doubt_since")),
                Sql.instant(row, "settled_at"));
    }

    private static Lease lease(UUID replica, Row row, Map<Integer, Standing> standings) {
        return new Lease(
                row.getUUID("id"),
                row.getString("tenant"),
                replica,
                row.getInteger("lease_epoch"),
                row.getBoolean("left_behind"),
                row.getBoolean("cancel_requested"),
                row.getString("target"),
                List.of(row.getArrayOfStrings("instance_ids")),
                options(row),
                standings,
                row.getInteger("failed"),
                Sql.instant(row, "begun_at"),
                Sql.instant(row, "started_at"),
                Sql.duration(row.getDouble("seconds_left")),
                row.getString("traceparent"));
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
