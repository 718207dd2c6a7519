package io.fleetstop.job;

import io.fleetstop.testing.MigratedDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.fleetstop.job.JobRecord.outcome;
import static io.fleetstop.testing.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

class ClaimJobsTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private static final int ROOM = 100;

    private final JobRecord record = new JobRecord(DATABASE);
    private final UUID replica = record.replica();
    private final UUID other = record.replica();
    private final String target = JobSketch.newTarget();
    private final JobSketch sketch = JobSketch.on(target);

    @Test
    void due_job_that_nobody_holds_is_taken() {
        UUID job = record.waiting(sketch);

        Lease lease = record.claim(replica, ROOM, target).get(0);

        assertThat(lease.jobId()).isEqualTo(job);
        assertThat(lease.holder()).isEqualTo(replica);
        assertThat(lease.isFirst()).isTrue();
        assertThat(lease.target()).isEqualTo(target);
        assertThat(lease.instanceIds()).isEqualTo(sketch.job().instanceIds());
        assertThat(lease.options()).isEqualTo(sketch.job().options());
        assertThat(lease.timeLeft()).isBetween(JobRecord.LONGEST.minusMinutes(1), JobRecord.LONGEST);
        assertThat(record.job(job).getString("state")).isEqualTo("Running");
        assertThat(record.job(job).getInteger("version")).isEqualTo(2);
        assertThat(record.job(job).getUUID("leased_by")).isEqualTo(replica);
    }

    @Test
    void job_is_not_taken_before_it_is_due() {
        UUID job = record.waiting(sketch);
        DATABASE.run("UPDATE stop_job SET due_at = clock_timestamp() + interval '1 minute' WHERE id = $1", job);

        assertThat(record.claim(replica, ROOM, target)).isEmpty();

        DATABASE.run("UPDATE stop_job SET due_at = clock_timestamp() WHERE id = $1", job);
        assertThat(record.claim(replica, ROOM, target)).hasSize(1);
    }

    @Test
    void job_of_a_living_replica_is_left_alone() {
        Lease lease = record.leased(sketch, other);
        makeOld(lease);

        assertThat(record.claim(replica, ROOM, target)).isEmpty();
    }

    @Test
    void job_of_a_dead_replica_is_taken_under_the_next_epoch() {
        Lease first = record.leased(sketch, other);
        record.kill(other);

        Lease second = record.claim(replica, ROOM, target).get(0);

        assertThat(second.jobId()).isEqualTo(first.jobId());
        assertThat(second.epoch()).isEqualTo(2);
        assertThat(second.isFirst()).isFalse();
        assertThat(record.job(first.jobId()).getOffsetDateTime("started_at"))
                .isEqualTo(record.job(first.jobId()).getOffsetDateTime("created_at"));
    }

    @Test
    void job_of_a_replica_that_never_said_it_lives_is_taken() {
        record.leased(sketch, UUID.randomUUID());

        assertThat(record.claim(replica, ROOM, target))
                .singleElement()
                .extracting(Lease::epoch)
                .isEqualTo(2);
    }

    @Test
    void epoch_grows_with_each_holder() {
        Lease lease = record.leased(sketch.of(9), UUID.randomUUID());
        for (int epoch = 2; epoch < 6; epoch++) {
            // One that gets nothing done is a matter of its own.
            record.settle(outcome(lease, epoch, OperationState.Accepted));
            lease = record.claim(UUID.randomUUID(), ROOM, target).get(0);
            assertThat(lease.epoch()).isEqualTo(epoch);
        }
    }

    @Test
    void only_targets_asked_for_are_looked_at() {
        String second = JobSketch.newTarget();
        String third = JobSketch.newTarget();
        record.waiting(sketch);
        record.waiting(JobSketch.on(second));
        record.waiting(JobSketch.on(third));

        assertThat(await(record.claim.claim(replica, JobRecord.rooms(ROOM, target, second), Set.of(), false)))
                .extracting(Lease::target)
                .containsExactlyInAnyOrder(target, second);
        assertThat(await(record.claim.claim(replica, List.of(), Set.of(), false)))
                .isEmpty();
    }

    @Test
    void no_more_than_there_is_room_for_are_taken_longest_due_first() {
        List<UUID> jobs = List.of(
                record.waiting(JobSketch.on(target)),
                record.waiting(JobSketch.on(target)),
                record.waiting(JobSketch.on(target)));
        DATABASE.run("UPDATE stop_job SET due_at = due_at - interval '1 hour' WHERE id = $1", jobs.get(2));

        assertThat(record.claim(replica, 0, target)).isEmpty();
        assertThat(record.claim(replica, 2, target))
                .extracting(Lease::jobId)
                .containsExactlyInAnyOrder(jobs.get(2), jobs.get(0));
        assertThat(record.claim(replica, 2, target)).extracting(Lease::jobId).containsExactly(jobs.get(1));
    }

    @Test
    void lease_lost_on_the_way_to_its_holder_comes_back_after_a_grace() {
        Lease lost = record.leased(sketch, replica);

        assertThat(record.claim(replica, ROOM, target)).isEmpty();

        makeOld(lost);
        assertThat(record.claim(replica, ROOM, target))
                .singleElement()
                .extracting(Lease::jobId, Lease::epoch)
                .containsExactly(lost.jobId(), 2);
    }

    @Test
    void job_that_its_holder_knows_of_never_comes_back() {
        Lease known = record.leased(sketch, replica);
        Lease lost = record.leased(JobSketch.on(target), replica);
        makeOld(known);
        makeOld(lost);

        assertThat(record.claimBeside(Set.of(known.jobId()), replica, target))
                .extracting(Lease::jobId)
                .containsExactly(lost.jobId());
    }

    @Test
    void settled_operations_come_along() {
        Lease lease = record.leased(sketch.of(4).waitingForStopped(), other);
        record.settle(
                outcome(lease, 2, OperationState.Failed),
                outcome(lease, 0, OperationState.Accepted),
                outcome(lease, 3, OperationState.Stopped));
        record.kill(other);

        Lease next = record.claim(replica, ROOM, target).get(0);

        assertThat(next.standings()).hasSize(3);
        assertThat(next.standings().get(0).state()).isEqualTo(OperationState.Accepted);
        assertThat(next.standings().get(2).state()).isEqualTo(OperationState.Failed);
        assertThat(next.standings().get(3).state()).isEqualTo(OperationState.Stopped);
        assertThat(next.failed()).isEqualTo(1);
    }

    @Test
    void finished_job_is_never_taken() {
        Lease lease = record.leased(sketch, other);
        record.finish(lease, OperationState.Accepted);
        record.kill(other);

        assertThat(record.claim(replica, ROOM, target)).isEmpty();
    }

    @Test
    void expired_job_is_taken_with_no_time_left() {
        UUID job = record.waiting(sketch);
        DATABASE.run("UPDATE stop_job SET expires_at = clock_timestamp() - interval '1 minute' WHERE id = $1", job);

        assertThat(record.claim(replica, ROOM, target))
                .singleElement()
                .satisfies(lease -> assertThat(lease.timeLeft()).isLessThan(Duration.ZERO));
    }

    /** Started longer ago than any answer is on its way. */
    private static void makeOld(Lease lease) {
        DATABASE.run(
                "UPDATE stop_job SET started_at = started_at - interval '31 seconds' WHERE id = $1", lease.jobId());
    }
}
