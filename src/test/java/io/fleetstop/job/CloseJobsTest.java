package io.fleetstop.job;

import io.fleetstop.job.CloseJobs.Closed;
import io.fleetstop.testing.MigratedDatabase;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.fleetstop.job.JobRecord.outcome;
import static io.fleetstop.job.JobRecord.pending;
import static io.fleetstop.testing.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

/** Jobs that kill their holders, and jobs that nobody can hold. */
class CloseJobsTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final JobRecord record = new JobRecord(DATABASE);
    private final String target = JobSketch.newTarget();
    private final JobSketch sketch = JobSketch.on(target);

    @Test
    void job_that_killed_two_holders_is_taken_only_as_a_suspect() {
        record.leased(sketch, UUID.randomUUID());
        dieOver(1);
        assertThat(record.claim(UUID.randomUUID(), 9, target)).hasSize(1);

        assertThat(record.claim(UUID.randomUUID(), 9, target)).isEmpty();
        assertThat(record.claimSuspects(UUID.randomUUID(), 9, target)).hasSize(1);
    }

    @Test
    void holder_that_recorded_something_clears_its_job_of_suspicion() {
        record.leased(sketch, UUID.randomUUID());
        Lease second = record.claim(UUID.randomUUID(), 9, target).get(0);
        record.settle(pending(second, 0, 1, Tally.NOTHING));

        assertThat(record.job(second.jobId()).getInteger("fruitless")).isZero();
    }

    @Test
    void job_handed_back_in_order_is_not_suspected() {
        for (int round = 0; round < 4; round++) {
            UUID replica = record.replica();
            Lease lease = round == 0
                    ? record.leased(sketch, replica)
                    : record.claim(replica, 9, target).get(0);
            await(record.beat.leave(replica, List.of(lease.jobId())));
            assertThat(record.job(lease.jobId()).getInteger("fruitless")).isZero();
        }
        assertThat(record.claim(record.replica(), 9, target).get(0).mayHaveCalls())
                .isFalse();
    }

    @Test
    void job_that_killed_five_holders_is_quarantined_and_keeps_what_was_recorded() {
        Lease lease = record.leased(sketch.of(3).waitingForStopped(), UUID.randomUUID());
        record.settle(outcome(lease, 0, OperationState.Accepted), outcome(lease, 1, OperationState.Stopped));
        DATABASE.run("UPDATE stop_job SET fruitless = 5 WHERE id = $1", lease.jobId());

        assertThat(closed())
                .contains(new Closed(lease.jobId(), target, JobState.PartiallySucceeded, "Quarantined", 2, 0));

        Row job = record.job(lease.jobId());
        assertThat(job.getString("state")).isEqualTo("PartiallySucceeded");
        assertThat(job.getUUID("leased_by")).isNull();
        assertThat(record.counts(lease.jobId())).containsExactly(0, 1, 2, 0, 0);
        assertThat(record.recorded(lease.jobId())).isEqualTo(record.counts(lease.jobId()));
        assertThat(codes(lease.jobId())).containsOnly("Quarantined");
        assertThat(close()).doesNotContain(lease.jobId());
    }

    @Test
    void job_of_a_living_holder_is_left_alone() {
        Lease lease = record.leased(sketch, record.replica());
        DATABASE.run("UPDATE stop_job SET fruitless = 5 WHERE id = $1", lease.jobId());

        assertThat(close()).doesNotContain(lease.jobId());
    }

    @Test
    void expired_job_whose_target_nobody_knows_is_skipped_when_it_was_never_sent_and_unknown_otherwise() {
        UUID unsent = record.waiting(sketch);
        Lease sent = record.leased(JobSketch.on(target), UUID.randomUUID());
        UUID recent = record.waiting(JobSketch.on(target));
        DATABASE.run(
                "UPDATE stop_job SET expires_at = clock_timestamp() - interval '6 minutes' WHERE id = ANY ($1::uuid[])",
                (Object) new UUID[] {unsent, sent.jobId()});

        assertThat(close(target)).doesNotContain(unsent, sent.jobId());
        assertThat(close("another")).contains(unsent, sent.jobId()).doesNotContain(recent);

        assertThat(record.recorded(unsent)).containsExactly(0, 0, 0, 2, 0);
        assertThat(codes(unsent)).containsOnly("DeadlineExceeded");
        assertThat(record.recorded(sent.jobId())).containsExactly(0, 0, 2, 0, 0);
        assertThat(codes(sent.jobId())).containsOnly("OutcomeUnknown");
    }

    private void dieOver(int times) {
        for (int i = 0; i < times; i++) {
            record.claim(UUID.randomUUID(), 9, target);
        }
    }

    private List<UUID> close(String... targets) {
        return closed(targets).stream().map(Closed::id).toList();
    }

    private List<Closed> closed(String... targets) {
        return await(record.close.close(List.of(targets)));
    }

    private static List<String> codes(UUID job) {
        return Sql.stream(DATABASE.run("SELECT code FROM stop_outcome WHERE job_id = $1 AND code IS NOT NULL", job))
                .map(row -> row.getString("code"))
                .toList();
    }
}
