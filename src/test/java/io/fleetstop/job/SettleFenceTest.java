package io.fleetstop.job;

import io.fleetstop.testing.MigratedDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static io.fleetstop.job.JobRecord.outcome;
import static io.fleetstop.job.OperationState.Accepted;
import static io.fleetstop.job.OperationState.Failed;
import static io.fleetstop.job.OperationState.Stopped;
import static org.assertj.core.api.Assertions.assertThat;

/** Each outcome is recorded once, by whoever holds the job. */
class SettleFenceTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final JobRecord record = new JobRecord(DATABASE);
    private final UUID replica = record.replica();
    private final UUID heir = record.replica();
    private final String target = JobSketch.newTarget();
    private final JobSketch sketch = JobSketch.on(target);

    @Test
    void late_settle_of_a_lost_lease_changes_nothing() {
        Lease lost = record.leased(sketch, UUID.randomUUID());
        Lease next = record.claim(heir, 1, target).get(0);

        assertThat(record.finish(lost, Failed)).isEmpty();

        assertThat(record.recorded(lost.jobId())).containsOnly(0);
        assertThat(record.counts(lost.jobId())).containsOnly(0);
        assertThat(record.job(lost.jobId()).getUUID("leased_by")).isEqualTo(heir);
        assertThat(record.finish(next, Stopped)).isEqualTo(Map.of(next.jobId(), JobState.Succeeded));
    }

    @Test
    void repeat_of_a_batch_counts_nothing_twice() {
        Lease lease = record.leased(sketch.of(3), replica);
        List<Outcome> batch = List.of(outcome(lease, 0, Accepted), outcome(lease, 1, Failed));
        record.settle(batch);

        assertThat(record.settle(batch)).isEqualTo(Map.of(lease.jobId(), JobState.Running));

        assertThat(record.counts(lease.jobId())).containsExactly(1, 0, 1, 0, 0);
        assertThat(record.job(lease.jobId()).getInteger("version")).isEqualTo(2);
    }

    @Test
    void repeat_of_an_interim_batch_counts_nothing_twice() {
        Lease lease = record.leased(sketch.waitingForStopped(), replica);
        record.finish(lease, Accepted);

        assertThat(record.finish(lease, Accepted)).isEqualTo(Map.of(lease.jobId(), JobState.Running));
        record.settle(outcome(lease, 0, Stopped));
        record.settle(outcome(lease, 0, Stopped));
        record.settle(outcome(lease, 0, Accepted));

        assertThat(record.counts(lease.jobId())).containsExactly(1, 1, 0, 0, 0);
        assertThat(record.recorded(lease.jobId())).containsExactly(1, 1, 0, 0, 0);
    }

    @Test
    void repeat_that_overlaps_counts_only_what_is_new() {
        Lease lease = record.leased(sketch.of(4), replica);
        record.settle(outcome(lease, 0, Accepted), outcome(lease, 1, Failed));

        record.settle(outcome(lease, 1, Failed), outcome(lease, 2, Failed));

        assertThat(record.counts(lease.jobId())).containsExactly(1, 0, 2, 0, 0);
    }

    @Test
    void finished_job_takes_no_more_outcomes() {
        Lease lease = record.leased(sketch, replica);
        record.finish(lease, Accepted);

        assertThat(record.finish(lease, Failed)).isEmpty();

        assertThat(record.recorded(lease.jobId())).containsExactly(2, 0, 0, 0, 0);
    }

    @Test
    void one_stale_job_in_a_batch_spares_the_others() {
        Lease lost = record.leased(sketch, UUID.randomUUID());
        record.claim(heir, 1, target);
        List<Lease> held = IntStream.range(0, 20)
                .mapToObj(i -> record.leased(JobSketch.on(target).of(1), replica))
                .toList();
        List<Outcome> batch = new ArrayList<>(
                held.stream().map(lease -> outcome(lease, 0, Accepted)).toList());
        batch.add(held.size() / 2, outcome(lost, 0, Accepted));

        assertThat(record.settle(batch)).hasSize(20).doesNotContainKey(lost.jobId());
        assertThat(record.recorded(lost.jobId())).containsOnly(0);
        assertThat(held)
                .allSatisfy(lease -> assertThat(record.counts(lease.jobId())).containsExactly(1, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(names = {"Stopped", "Failed", "Skipped", "Cancelled"})
    void outcome_beyond_accepted_never_changes(OperationState last) {
        Lease lease = record.leased(sketch.of(3).waitingForStopped(), replica);
        record.settle(outcome(lease, 0, last));
        List<Integer> counted = record.counts(lease.jobId());

        for (OperationState later : List.of(Accepted, Stopped, Failed)) {
            record.settle(outcome(lease, 0, later));
        }

        assertThat(record.counts(lease.jobId())).isEqualTo(counted);
        assertThat(record.recorded(lease.jobId())).isEqualTo(counted);
    }

    @Test
    void accepted_never_changes_where_it_is_final() {
        Lease lease = record.leased(sketch.of(3), replica);
        Lease dry = record.leased(JobSketch.on(target).dry().waitingForStopped(), replica);
        record.settle(outcome(lease, 0, Accepted), outcome(dry, 0, Accepted));

        record.settle(outcome(lease, 0, Failed), outcome(dry, 0, Failed));

        assertThat(record.recorded(lease.jobId())).containsExactly(1, 0, 0, 0, 0);
        assertThat(record.recorded(dry.jobId())).containsExactly(1, 0, 0, 0, 0);
        assertThat(record.counts(lease.jobId())).containsExactly(1, 0, 0, 0, 0);
    }

    @Test
    void moving_on_keeps_the_most_attempts_and_the_clouds_request() {
        Lease lease = record.leased(sketch.waitingForStopped(), replica);
        record.settle(new Outcome(lease.jobId(), 1, 0, Accepted, false, 4, null, null, null, null, "request", null));

        record.settle(new Outcome(lease.jobId(), 1, 0, Stopped, false, 0, null, null, null, null, null, null));

        var kept = DATABASE.row("SELECT * FROM stop_outcome WHERE job_id = $1", lease.jobId());
        assertThat(kept.getInteger("attempts")).isEqualTo(4);
        assertThat(kept.getString("provider_request_id")).isEqualTo("request");
    }
}
