package io.fleetstop.job;

import io.fleetstop.testing.MigratedDatabase;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.fleetstop.testing.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

class ForgetJobsTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private static final Duration KEPT = Duration.ofDays(30);

    private final JobRecord record = new JobRecord(DATABASE);
    private final UUID replica = record.replica();
    private final JobSketch sketch = JobSketch.on(JobSketch.newTarget());

    @Test
    void old_job_goes_with_its_outcomes_and_frees_its_token() {
        UUID old = finished(sketch, "31 days");

        await(record.forget.forget(KEPT));

        assertThat(isKnown(old)).isFalse();
        assertThat(record.recorded(old)).containsOnly(0);
        assertThat(record.store(sketch, replica)).isInstanceOf(Creation.Created.class);
    }

    @Test
    void younger_and_open_jobs_stay() {
        UUID young = finished(sketch, "29 days");
        UUID open = record.leased(JobSketch.on(sketch.target()), replica).jobId();
        DATABASE.run("UPDATE stop_job SET created_at = created_at - interval '90 days' WHERE id = $1", open);

        await(record.forget.forget(KEPT));

        assertThat(isKnown(young)).isTrue();
        assertThat(isKnown(open)).isTrue();
    }

    @Test
    void a_batch_is_bounded_oldest_first() {
        UUID oldest = finished(JobSketch.on(sketch.target()), "400 days");
        for (int i = 0; i < ForgetJobs.MOST_AT_ONCE; i++) {
            finished(JobSketch.on(sketch.target()), "40 days");
        }

        assertThat(await(record.forget.forget(KEPT))).isEqualTo(ForgetJobs.MOST_AT_ONCE);
        assertThat(isKnown(oldest)).isFalse();
        assertThat(await(record.forget.forget(KEPT))).isEqualTo(1);
    }

    private UUID finished(JobSketch wanted, String ago) {
        Lease lease = record.leased(wanted, replica);
        record.finish(lease, OperationState.Accepted);
        DATABASE.run(
                "UPDATE stop_job SET finished_at = finished_at - $2::text::interval WHERE id = $1", lease.jobId(), ago);
        return lease.jobId();
    }

    private static boolean isKnown(UUID id) {
        return DATABASE.row("SELECT EXISTS (SELECT FROM stop_job WHERE id = $1)", id)
                .getBoolean(0);
    }
}
