package io.fleetstop.job;

import io.fleetstop.testing.MigratedDatabase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.fleetstop.job.JobRecord.outcome;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds whoever comes first; each round is another chance for the two to meet. */
class ConcurrentSettleTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private static final int ROUNDS = 60;

    private final JobRecord record = new JobRecord(DATABASE);
    private final UUID replica = record.replica();
    private final String target = JobSketch.newTarget();

    @Test
    void two_batches_for_the_same_jobs_do_not_lock_each_other_out_and_lose_no_count() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Lease> leases = leases(10, 4);
            List<Outcome> one = batch(leases, 0, 1);
            List<Outcome> other = new ArrayList<>(batch(leases, 2, 3));
            Collections.reverse(other);

            JobRecord.atOnce(record.settle.settle(one), record.settle.settle(other));

            assertThat(leases).allSatisfy(lease -> {
                assertThat(record.counts(lease.jobId())).containsExactly(2, 0, 2, 0, 0);
                assertThat(record.job(lease.jobId()).getString("state")).isEqualTo("PartiallySucceeded");
                assertThat(record.job(lease.jobId()).getInteger("version")).isEqualTo(3);
            });
        }
    }

    @Test
    void the_same_batch_twice_at_once_counts_once() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Lease> leases = leases(5, 4);
            List<Outcome> batch = batch(leases, 0, 1);

            JobRecord.atOnce(record.settle.settle(batch), record.settle.settle(batch));

            assertThat(leases)
                    .allSatisfy(lease -> assertThat(record.counts(lease.jobId()))
                            .isEqualTo(record.recorded(lease.jobId()))
                            .containsExactly(1, 0, 1, 0, 0));
        }
    }

    @Test
    void an_interim_outcome_moves_on_once() {
        for (int round = 0; round < ROUNDS; round++) {
            Lease lease = record.leased(JobSketch.on(target).waitingForStopped(), replica);
            record.finish(lease, OperationState.Accepted);

            JobRecord.atOnce(
                    record.settle.settle(List.of(outcome(lease, 0, OperationState.Stopped))),
                    record.settle.settle(List.of(outcome(lease, 0, OperationState.Failed))));

            assertThat(record.counts(lease.jobId()))
                    .isEqualTo(record.recorded(lease.jobId()))
                    .isIn(List.of(1, 1, 0, 0, 0), List.of(1, 0, 1, 0, 0));
        }
    }

    private List<Lease> leases(int jobs, int instances) {
        return IntStream.range(0, jobs)
                .mapToObj(i -> record.leased(JobSketch.on(target).of(instances), replica))
                .toList();
    }

    private static List<Outcome> batch(List<Lease> leases, int accepted, int failed) {
        return leases.stream()
                .flatMap(lease -> Stream.of(
                        outcome(lease, accepted, OperationState.Accepted),
                        outcome(lease, failed, OperationState.Failed)))
                .toList();
    }
}
