package io.fleetstop.job;

import io.fleetstop.job.ClaimJobs.Room;
import io.fleetstop.job.Creation.Created;
import io.fleetstop.testing.MigratedDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.fleetstop.testing.MigratedDatabase.await;

/** The statements on jobs on one database, waited for. */
final class JobRecord {

    static final Duration LONGEST = Duration.ofMinutes(30);

    /** More than any test has open. */
    static final CreateJob.Bounds NO_BOUND = new CreateJob.Bounds(1_000_000, OptionalInt.empty());

    private final MigratedDatabase database;
    final CreateJob create;
    final ClaimJobs claim;
    final SettleOutcomes settle;
    final BeatReplica beat;
    final CancelJob cancel;
    final CloseJobs close;
    final ForgetJobs forget;

    JobRecord(MigratedDatabase database) {
        this.database = database;
        create = new CreateJob(database.pool(), LONGEST);
        claim = new ClaimJobs(database.pool());
        settle = new SettleOutcomes(database.pool());
        beat = new BeatReplica(database.pool());
        cancel = new CancelJob(database.pool());
        close = new CloseJobs(database.pool());
        forget = new ForgetJobs(database.pool());
    }

    /** How any of these jobs was asked for. */
    static Provenance asking(Deed deed) {
        return new Provenance("rest", deed, "request-1", "192.0.2.1");
    }

    boolean cancel(String tenant, UUID job) {
        return await(cancel.cancel(tenant, job, tenant + "/alice", asking(Deed.CANCEL)));
    }

    /** A replica that lives. */
    UUID replica() {
        UUID replica = UUID.randomUUID();
        await(beat.beat(replica, Duration.ofMinutes(1), List.of()));
        return replica;
    }

    /** Its lease has run out, as if it had been silent for too long. */
    void kill(UUID replica) {
        database.run("UPDATE replica SET alive_until = clock_timestamp() - interval '1 second' WHERE id = $1", replica);
    }

    Creation store(JobSketch sketch, UUID replica) {
        return await(create.createOrFind(sketch.job(), NO_BOUND, Optional.ofNullable(replica)));
    }

    /** Stores a job that no replica had room for. */
    UUID waiting(JobSketch sketch) {
        return ((Created) store(sketch, null)).job().id();
    }

    /** Stores a job that is leased at once. */
    Lease leased(JobSketch sketch, UUID replica) {
        return ((Created) store(sketch, replica)).lease().orElseThrow();
    }

    List<Lease> claim(UUID replica, int room, String target) {
        return await(claim.claim(replica, rooms(room, target), Set.of(), false));
    }

    /** Claims for a replica that holds jobs already. */
    List<Lease> claimBeside(Collection<UUID> held, UUID replica, String target) {
        return await(claim.claim(replica, rooms(100, target), held, false));
    }

    /** Claims what killed its holders before. */
    List<Lease> claimSuspects(UUID replica, int room, String target) {
        return await(claim.claim(replica, rooms(room, target), Set.of(), true));
    }

    static List<Room> rooms(int places, String... targets) {
        return Stream.of(targets).map(target -> new Room(target, places, 0)).toList();
    }

    Map<UUID, JobState> settle(Outcome... outcomes) {
        return await(settle.settle(List.of(outcomes)));
    }

    Map<UUID, JobState> settle(List<Outcome> outcomes) {
        return await(settle.settle(outcomes));
    }

    /** Every operation comes to the same end. */
    Map<UUID, JobState> finish(Lease lease, OperationState state) {
        return settle(IntStream.range(0, lease.instanceIds().size())
                .mapToObj(ordinal -> outcome(lease, ordinal, state))
                .toList());
    }

    static Outcome outcome(Lease lease, int ordinal, OperationState state) {
        boolean success = state == OperationState.Accepted || state == OperationState.Stopped;
        return new Outcome(
                lease.jobId(),
                lease.epoch(),
                ordinal,
                state,
                false,
                1,
                success ? null : "InstanceNotFound",
                success ? null : "There is no such instance.",
                success ? null : "InvalidInstanceId.NotFound",
                success ? null : "The specified InstanceId does not exist.",
                "7F3A4E2C-0000-4000-8000-000000000000",
                null);
    }

    /** An operation that was called so many times and is not over. */
    static Outcome pending(Lease lease, int ordinal, int attempts, Tally tally) {
        return new Outcome(
                lease.jobId(),
                lease.epoch(),
                ordinal,
                OperationState.Pending,
                false,
                attempts,
                "InternalError",
                "The call came to nothing.",
                null,
                null,
                null,
                tally);
    }

    Row job(UUID id) {
        return database.row("SELECT * FROM stop_job WHERE id = $1", id);
    }

    /** @return accepted, stopped, failed, skipped, cancelled */
    List<Integer> counts(UUID id) {
        Row job = job(id);
        return List.of(
                job.getInteger("accepted"),
                job.getInteger("stopped"),
                job.getInteger("failed"),
                job.getInteger("skipped"),
                job.getInteger("cancelled"));
    }

    /** @return counted from the outcomes themselves, in the order of {@link #counts} */
    List<Integer> recorded(UUID id) {
        Row counted = database.row("""
                SELECT count(*) FILTER (WHERE state = 'Accepted') AS accepted,
                       count(*) FILTER (WHERE state = 'Stopped') AS stopped,
                       count(*) FILTER (WHERE state = 'Failed') AS failed,
                       count(*) FILTER (WHERE state = 'Skipped') AS skipped,
                       count(*) FILTER (WHERE state = 'Cancelled') AS cancelled
                  FROM stop_outcome WHERE job_id = $1
                """, id);
        return IntStream.range(0, 5).mapToObj(counted::getInteger).toList();
    }

    /** @return both answers, reached at the same time */
    static <A, B> Map.Entry<A, B> atOnce(Uni<A> one, Uni<B> other) {
        return await(Uni.combine().all().unis(one, other).with(Map::entry));
    }
}
