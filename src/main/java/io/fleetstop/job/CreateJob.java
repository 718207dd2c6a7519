package io.fleetstop.job;

import io.fleetstop.job.Creation.Created;
import io.fleetstop.job.Creation.TimeRefused;
import io.fleetstop.job.Creation.TokenKnown;
import io.fleetstop.job.Creation.TooManyInAnHour;
import io.fleetstop.job.Creation.TooMuchOpen;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Stores a job, once per tenant and client token. */
@ApplicationScoped
public class CreateJob {

    /**
     * One statement and one commit per new job. A known token gives no row instead of an error, which would cost a second transaction. All
     * times come from one reading of the clock, so that created, started and due agree. $20 is the replica that has room; a job for later
     * is leased to nobody. $22 bounds what the tenant may have open, $24 what it may have stopped in an hour; requests at the very same
     * moment do not see each other and may pass both by a little, which spares everyone a lock. Where $24 is null nothing is counted.
     * Newest first, each job of the hour is summed up with those after it: the first whose sum leaves no room for this one is the last
     * that has to get an hour old. Of now() the planner can guess how little an hour is; of the volatile clock it cannot, and reads all
     * that a tenant has in the record. Ten thousand jobs in the hour cost ten milliseconds. What is
     * stored leaves its row in the audit trail by the same commit; what is not leaves none here.
     */
    static final String INSERT_JOB = """
            WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now),
                 plan AS (SELECT now,
                                 greatest(now, $15::timestamptz) AS due,
                                 CASE WHEN $15::timestamptz > now THEN NULL ELSE $20::uuid END AS holder
                            FROM clock),
                 open AS (SELECT coalesce(sum(total), 0) + cardinality($9::text[]) > $22 AS too_much
                            FROM stop_job WHERE tenant = $1 AND finished_at IS NULL),
                 hour AS (SELECT CASE WHEN cardinality($9::text[]) > $24 THEN interval '1 hour' ELSE (
                            SELECT created_at + interval '1 hour' - now()
                              FROM (SELECT created_at, sum(total) OVER (ORDER BY created_at DESC, id DESC ROWS UNBOUNDED PRECEDING) AS used
                                      FROM stop_job
                                     WHERE $24::integer IS NOT NULL AND tenant = $1 AND NOT dry_run
                                       AND created_at > now() - interval '1 hour') AS recent
                             WHERE used + cardinality($9::text[]) > $24
                             ORDER BY created_at DESC LIMIT 1) END AS wait),
                 stored AS (
            INSERT INTO stop_job (tenant, client_token, fingerprint, created_by, description, target, provider, region,
                                  instance_ids, total, stopped_mode, force_stop, confirm_stop, dry_run, wait_for,
                                  not_before, deadline, max_concurrency, max_errors, force_after_seconds, retry_of,
                                  state, leased_by, lease_epoch, started_at, due_at, expires_at, created_at, traceparent)
            SELECT $1, $2, $3, $4, $5, $6, $7, $8,
                   $9::text[], cardinality($9::text[]), $10, $11, $12, $13, $14,
                   $15, $16, $17, $18, $19, $23,
                   CASE WHEN holder IS NULL THEN 'Pending' ELSE 'Running' END,
                   holder,
                   CASE WHEN holder IS NULL THEN 0 ELSE 1 END,
                   CASE WHEN holder IS NOT NULL THEN now END,
                   due, coalesce($16, due + make_interval(secs => $21)), now, $30
              FROM plan, open, hour
             WHERE NOT too_much AND wait IS NULL
            ON CONFLICT (tenant, client_token) DO NOTHING
            RETURNING id, state, lease_epoch, created_at, expires_at,
                      extract(epoch FROM expires_at - created_at)::float8 AS seconds_left),
                 recorded AS (
            INSERT INTO audit (tenant, caller, came_from, request_id, door, action, decision, detail, job_id, retry_of,
                               client_token, target, instances, instance_ids)
            SELECT $1, $4, $25, $26, $27, $28, 'Accepted', $5, id, $23, $29, $6, cardinality($9::text[]), $9
              FROM stored)
            SELECT stored.*, too_much, extract(epoch FROM wait)::float8 AS wait_seconds
              FROM open CROSS JOIN hour LEFT JOIN stored ON true
            """;

    /**
     * Asked only after the insert found the token taken, and as a statement of its own: inside the same statement the snapshot is older
     * than the winner of a race and would show nothing.
     */
    static final String FIND_BY_TOKEN = """
            SELECT id, fingerprint, finished_at IS NOT NULL AS final
              FROM stop_job
             WHERE tenant = $1 AND client_token = $2
            """;

    /** Constraints by which the database's clock judges what a caller asked for: the field, and what to say of it. */
    private static final Map<String, TimeRefused> TIME_RULES = Map.of(
            "stop_job_not_before_is_near", new TimeRefused("notBefore", "must be at most 7 days ahead"),
            "stop_job_deadline_is_ahead", new TimeRefused("deadline", "must lie in the future"),
            "stop_job_deadline_after_start", new TimeRefused("deadline", "must be later than notBefore"));

    private final Pool pool;
    private final Duration longest;

    CreateJob(Pool pool, @ConfigProperty(name = "fleetstop.dispatch.deadline") Duration longest) {
        this.pool = pool;
        this.longest = longest;
    }

    /**
     * What a tenant may ask for, with the job at hand.
     *
     * @param open operations that are not over
     * @param perHour instances of jobs of the last hour, dry runs not counted; empty: any number
     */
    public record Bounds(int open, OptionalInt perHour) {}

    /** @param replica that has room for the job; empty: any replica finds it when it is due */
    public Uni<Creation> createOrFind(NewJob job, Bounds bounds, Optional<UUID> replica) {
        return pool.preparedQuery(INSERT_JOB)
                .execute(values(job, bounds, replica))
                .map(rows -> rows.iterator().next())
                .chain(row -> row.getUUID("id") == null
                        ? notStored(job, bounds, replica, refusal(row))
                        : Uni.createFrom().item(created(job, replica, row)))
                // A repeat may come when its deadline has passed: what is stored answers it, not the clock.
                .onFailure(CreateJob::isTimeRule)
                .recoverWithUni(refused -> find(job).map(known -> known.orElseGet(() -> timeRule(refused))));
    }

    /** A known token is answered before any bound: a repeat asks for nothing new. */
    private Uni<Creation> notStored(NewJob job, Bounds bounds, Optional<UUID> replica, Optional<Creation> refusal) {
        return find(job)
                .map(known -> known.or(() -> refusal))
                // Deleted between the two statements, the token is free again.
                .chain(answer ->
                        answer.map(Uni.createFrom()::item).orElseGet(() -> createOrFind(job, bounds, replica)));
    }

    /** @return the bound that kept the job out; empty when none did */
    private static Optional<Creation> refusal(Row row) {
        Double wait = row.getDouble("wait_seconds");
        if (wait != null) {
            return Optional.of(new TooManyInAnHour(Sql.duration(wait)));
        }
        return row.getBoolean("too_much") ? Optional.of(new TooMuchOpen()) : Optional.empty();
    }

    /** @return what the job's token is known for; empty when it is not */
    public Uni<Optional<Creation>> find(NewJob job) {
        return pool.preparedQuery(FIND_BY_TOKEN)
                .execute(Tuple.of(job.tenant(), job.clientToken()))
                .map(rows -> Sql.first(rows).map(row -> known(job, row)));
    }

    private static Creation known(NewJob job, Row row) {
        boolean same =
                Arrays.equals(job.fingerprint(), row.getBuffer("fingerprint").getBytes());
        return new TokenKnown(row.getUUID("id"), same, row.getBoolean("final"));
    }

    private static Creation created(NewJob job, Optional<UUID> replica, Row row) {
        UUID id = row.getUUID("id");
        JobState state = JobState.valueOf(row.getString("state"));
        Instant createdAt = Sql.instant(row, "created_at");
        Optional<Lease> lease =
                replica.filter(holder -> state == JobState.Running).map(holder -> lease(job, id, holder, row));
        return new Created(StopJob.fresh(job, id, state, createdAt, Sql.instant(row, "expires_at")), lease);
    }

    private static Lease lease(NewJob job, UUID id, UUID holder, Row row) {
        Instant now = Sql.instant(row, "created_at");
        return new Lease(
                id,
                job.tenant(),
                holder,
                row.getInteger("lease_epoch"),
                false,
                false,
                job.target(),
                job.instanceIds(),
                job.options(),
                Map.of(),
                0,
                now,
                now,
                Sql.duration(row.getDouble("seconds_left")),
                job.traceparent());
    }

    private static boolean isTimeRule(Throwable failure) {
        return failure instanceof PgException refused
                && refused.getConstraint() != null
                && TIME_RULES.containsKey(refused.getConstraint());
    }

    private static Creation timeRule(Throwable failure) {
        return TIME_RULES.get(((PgException) failure).getConstraint());
    }

    private Tuple values(NewJob job, Bounds bounds, Optional<UUID> replica) {
        JobOptions options = job.options();
        return Tuple.from(Arrays.asList(
                job.tenant(),
                job.clientToken(),
                Buffer.buffer(job.fingerprint()),
                job.createdBy(),
                job.description(),
                job.target(),
                job.provider(),
                job.region(),
                job.instanceIds().toArray(String[]::new),
                options.stoppedMode().name(),
                options.forceStop(),
                options.confirmStop(),
                options.dryRun(),
                options.waitFor().name(),
                Sql.timestamp(options.notBefore()),
                Sql.timestamp(options.deadline()),
                options.maxConcurrency(),
                options.maxErrors(),
                options.forceAfter() == null ? null : (int) options.forceAfter().toSeconds(),
                replica.orElse(null),
                Sql.seconds(longest),
                bounds.open(),
                job.retryOf(),
                options.dryRun() || bounds.perHour().isEmpty()
                        ? null
                        : bounds.perHour().getAsInt(),
                job.provenance().from(),
                job.provenance().requestId(),
                job.provenance().door(),
                job.provenance().deed().word(),
                AuditText.masked(job.clientToken()),
                job.traceparent()));
    }
}
