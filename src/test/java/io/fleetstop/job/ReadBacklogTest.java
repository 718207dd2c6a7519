package io.fleetstop.job;

import io.fleetstop.job.ReadBacklog.Backlog;
import io.fleetstop.testing.MigratedDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.fleetstop.testing.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

class ReadBacklogTest {
    private static final Duration SLACK = Duration.ofSeconds(20);

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final JobRecord record = new JobRecord(DATABASE);
    private final JobSketch sketch = JobSketch.on(JobSketch.newTarget());

    @BeforeEach
    void forget_all() {
        DATABASE.run("DELETE FROM stop_job");
        DATABASE.run("DELETE FROM replica");
    }

    @Test
    void without_jobs_all_is_zero() {
        assertThat(backlog()).isEqualTo(new Backlog(0, Duration.ZERO, Duration.ZERO, Duration.ZERO));
    }

    @Test
    void finished_job_is_none() {
        Lease lease = record.leased(sketch, record.replica());
        age(lease.jobId(), 60);
        record.finish(lease, OperationState.Accepted);

        assertThat(backlog().open()).isZero();
        assertThat(backlog().oldest()).isZero();
    }

    @Test
    void job_is_as_old_as_the_time_since_it_fell_due_and_one_for_later_is_not_old_at_all() {
        UUID job = record.leased(sketch, record.replica()).jobId();
        age(job, -600);
        assertThat(backlog()).isEqualTo(new Backlog(1, Duration.ZERO, Duration.ZERO, Duration.ZERO));

        age(job, 600);
        assertThat(backlog().oldest())
                .isBetween(Duration.ofSeconds(600), Duration.ofSeconds(600).plus(SLACK));
        assertThat(backlog().overdue()).isZero();
        assertThat(backlog().unheld()).isZero();
    }

    @Test
    void job_past_its_deadline_is_told_whoever_holds_it() {
        UUID job = record.leased(sketch, record.replica()).jobId();
        DATABASE.run("UPDATE stop_job SET expires_at = clock_timestamp() - interval '90 s' WHERE id = $1", job);

        assertThat(backlog().overdue())
                .isBetween(Duration.ofSeconds(90), Duration.ofSeconds(90).plus(SLACK));
        assertThat(backlog().unheld()).isZero();
    }

    @Test
    void job_that_nobody_ever_held_is_nobodys_since_it_fell_due() {
        age(record.waiting(sketch), 300);
        record.leased(JobSketch.on(JobSketch.newTarget()), record.replica());

        assertThat(backlog().open()).isEqualTo(2);
        assertThat(backlog().unheld())
                .isBetween(Duration.ofSeconds(300), Duration.ofSeconds(300).plus(SLACK));
    }

    @Test
    void job_of_a_dead_replica_is_nobodys_since_that_was_sure_to_live() {
        UUID replica = record.replica();
        age(record.leased(sketch, replica).jobId(), 600);
        record.kill(replica);
        assertThat(backlog().unheld()).isBetween(Duration.ofSeconds(1), SLACK);

        await(record.beat.leave(replica, List.of()));
        assertThat(backlog().unheld()).isGreaterThan(Duration.ofSeconds(599));
    }

    private static Backlog backlog() {
        return await(new ReadBacklog(DATABASE.pool()).read());
    }

    private static void age(UUID job, int seconds) {
        DATABASE.run(
                "UPDATE stop_job SET due_at = clock_timestamp() - make_interval(secs => $2) WHERE id = $1",
                job,
                (double) seconds);
    }
}
