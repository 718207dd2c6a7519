package io.fleetstop.job;

import io.fleetstop.testing.MigratedDatabase;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.fleetstop.job.JobRecord.outcome;
import static io.fleetstop.job.OperationState.Accepted;
import static io.fleetstop.job.OperationState.Cancelled;
import static io.fleetstop.job.OperationState.Failed;
import static io.fleetstop.job.OperationState.Skipped;
import static io.fleetstop.job.OperationState.Stopped;
import static org.assertj.core.api.Assertions.assertThat;

class SettleOutcomesTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final JobRecord record = new JobRecord(DATABASE);
    private final UUID replica = record.replica();
    private final JobSketch sketch = JobSketch.on(JobSketch.newTarget());

    @Test
    void outcome_is_kept_as_given() {
        Lease lease = record.leased(sketch, replica);

        record.settle(new Outcome(lease.jobId(), 1, 1, Failed, false, 3, "code", "text", "their", "words", "id", null));

        Row kept = DATABASE.row("SELECT * FROM stop_outcome WHERE job_id = $1", lease.jobId());
        assertThat(kept.getInteger("ordinal")).isEqualTo(1);
        assertThat(kept.getString("state")).isEqualTo("Failed");
        assertThat(kept.getBoolean("already_stopped")).isFalse();
        assertThat(kept.getInteger("attempts")).isEqualTo(3);
        assertThat(List.of("code", "message", "provider_code", "provider_message", "provider_request_id"))
                .extracting(kept::getString)
                .containsExactly("code", "text", "their", "words", "id");
        assertThat(kept.getOffsetDateTime("settled_at"))
                .isAfterOrEqualTo(record.job(lease.jobId()).getOffsetDateTime("created_at"));
    }

    @Test
    void counters_and_version_move_with_each_batch() {
        Lease lease = record.leased(sketch.of(9), replica);

        assertThat(record.settle(
                        outcome(lease, 0, Accepted),
                        outcome(lease, 1, Accepted),
                        outcome(lease, 2, Stopped),
                        outcome(lease, 3, Failed),
                        outcome(lease, 4, Skipped),
                        outcome(lease, 5, Cancelled)))
                .isEqualTo(Map.of(lease.jobId(), JobState.Running));
        assertThat(record.counts(lease.jobId())).containsExactly(2, 1, 1, 1, 1);
        assertThat(record.job(lease.jobId()).getInteger("version")).isEqualTo(2);

        record.settle(outcome(lease, 6, Failed), outcome(lease, 7, Failed));
        assertThat(record.counts(lease.jobId())).containsExactly(2, 1, 3, 1, 1);
        assertThat(record.job(lease.jobId()).getInteger("version")).isEqualTo(3);
    }

    @Test
    void last_outcome_finishes_the_job_and_gives_up_its_lease() {
        Lease lease = record.leased(sketch, replica);
        record.settle(outcome(lease, 0, Accepted));
        assertThat(record.job(lease.jobId()).getUUID("leased_by")).isEqualTo(replica);

        record.settle(outcome(lease, 1, Accepted));

        Row job = record.job(lease.jobId());
        assertThat(job.getString("state")).isEqualTo("Succeeded");
        assertThat(job.getUUID("leased_by")).isNull();
        assertThat(job.getInteger("lease_epoch")).isEqualTo(1);
        assertThat(job.getOffsetDateTime("finished_at")).isAfter(job.getOffsetDateTime("created_at"));
    }

    @ParameterizedTest
    @CsvSource({
        "Accepted, Accepted,  Succeeded",
        "Accepted, Stopped,   Succeeded",
        "Stopped,  Stopped,   Succeeded",
        "Accepted, Failed,    PartiallySucceeded",
        "Stopped,  Skipped,   PartiallySucceeded",
        "Failed,   Failed,    Failed",
        "Failed,   Skipped,   Failed",
        "Skipped,  Skipped,   Failed",
        "Cancelled, Cancelled, Cancelled",
        "Accepted, Cancelled, Cancelled",
        "Failed,   Cancelled, Cancelled",
        "Skipped,  Cancelled, Cancelled",
    })
    void state_at_the_end_sums_up_the_outcomes(OperationState first, OperationState second, JobState end) {
        Lease lease = record.leased(sketch, replica);

        assertThat(record.settle(outcome(lease, 0, first), outcome(lease, 1, second)))
                .isEqualTo(Map.of(lease.jobId(), end));
        assertThat(record.job(lease.jobId()).getString("state")).isEqualTo(end.name());
    }

    @Test
    void job_that_waits_for_stopped_runs_on_while_operations_are_accepted() {
        Lease lease = record.leased(sketch.waitingForStopped(), replica);

        assertThat(record.finish(lease, Accepted)).isEqualTo(Map.of(lease.jobId(), JobState.Running));
        assertThat(record.counts(lease.jobId())).containsExactly(2, 0, 0, 0, 0);

        assertThat(record.settle(outcome(lease, 0, Stopped))).isEqualTo(Map.of(lease.jobId(), JobState.Running));
        assertThat(record.counts(lease.jobId())).containsExactly(1, 1, 0, 0, 0);

        assertThat(record.settle(outcome(lease, 1, Failed)))
                .isEqualTo(Map.of(lease.jobId(), JobState.PartiallySucceeded));
        assertThat(record.counts(lease.jobId())).containsExactly(0, 1, 1, 0, 0);
    }

    @Test
    void dry_run_that_waits_for_stopped_ends_with_accepted() {
        Lease lease = record.leased(sketch.dry().waitingForStopped(), replica);

        assertThat(record.finish(lease, Accepted)).isEqualTo(Map.of(lease.jobId(), JobState.Succeeded));
    }

    @Test
    void outcomes_of_many_jobs_go_together() {
        List<Lease> leases = IntStream.range(0, 30)
                .mapToObj(i -> record.leased(JobSketch.on(sketch.target()).of(3), replica))
                .toList();

        Map<UUID, JobState> states = record.settle(leases.stream()
                .flatMap(lease -> IntStream.range(0, 3).mapToObj(i -> outcome(lease, i, i == 0 ? Stopped : Failed)))
                .toList());

        assertThat(states).hasSize(30).containsValue(JobState.PartiallySucceeded);
        assertThat(leases)
                .allSatisfy(lease -> assertThat(record.counts(lease.jobId())).containsExactly(0, 1, 2, 0, 0));
    }

    @Test
    void nothing_to_settle_changes_nothing() {
        assertThat(record.settle(List.of())).isEmpty();
    }
}
