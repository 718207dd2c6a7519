package io.fleetstop.job;

import io.fleetstop.testing.MigratedDatabase;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.fleetstop.job.JobRecord.outcome;
import static org.assertj.core.api.Assertions.assertThat;

/** What holds whoever comes first; each round is another chance for the two to meet. */
class ConcurrentClaimTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final JobRecord record = new JobRecord(DATABASE);
    private final UUID one = record.replica();
    private final UUID other = record.replica();
    private final String target = JobSketch.newTarget();

    @Test
    void two_replicas_never_take_the_same_job() {
        for (int round = 0; round < 50; round++) {
            IntStream.range(0, 12).forEach(i -> record.waiting(JobSketch.on(target)));

            Map.Entry<List<Lease>, List<Lease>> taken = JobRecord.atOnce(claimOf(one, 8), claimOf(other, 8));

            List<UUID> jobs = Stream.concat(taken.getKey().stream(), taken.getValue().stream())
                    .map(Lease::jobId)
                    .toList();
            assertThat(jobs).doesNotHaveDuplicates();
            assertThat(taken.getKey()).hasSizeLessThanOrEqualTo(8);
            assertThat(taken.getValue()).hasSizeLessThanOrEqualTo(8);
            clear();
        }
    }

    @Test
    void job_of_a_dead_replica_goes_to_one_heir() {
        for (int round = 0; round < 100; round++) {
            Lease orphan = record.leased(JobSketch.on(target), UUID.randomUUID());

            Map.Entry<List<Lease>, List<Lease>> taken = JobRecord.atOnce(claimOf(one, 8), claimOf(other, 8));

            assertThat(taken.getKey().size() + taken.getValue().size()).isLessThanOrEqualTo(1);
            record.claim(one, 8, target);
            assertThat(record.job(orphan.jobId()).getInteger("lease_epoch")).isEqualTo(2);
            clear();
        }
    }

    @Test
    void what_a_holder_settles_while_it_loses_its_lease_is_refused_or_known_to_the_next() {
        Set<Boolean> settledFirst = new HashSet<>();
        for (int round = 0; round < 400; round++) {
            Lease lease = record.leased(JobSketch.on(target), UUID.randomUUID());

            Map.Entry<Map<UUID, JobState>, List<Lease>> met = JobRecord.atOnce(
                    record.settle.settle(List.of(outcome(lease, 1, OperationState.Accepted))), claimOf(one, 8));

            boolean settled = met.getKey().containsKey(lease.jobId());
            settledFirst.add(settled);
            assertThat(met.getValue())
                    .as("round %d", round)
                    .allSatisfy(
                            next -> assertThat(next.standings().containsKey(1)).isEqualTo(settled));
            clear();
        }
        assertThat(settledFirst).as("an outcome got in, at least once").contains(true);
    }

    private Uni<List<Lease>> claimOf(UUID replica, int room) {
        return record.claim.claim(replica, JobRecord.rooms(room, target), Set.of(), false);
    }

    private void clear() {
        DATABASE.run("DELETE FROM stop_job WHERE target = $1", target);
    }
}
