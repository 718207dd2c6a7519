package io.fleetstop.job;

import io.fleetstop.job.Creation.Created;
import io.fleetstop.testing.MigratedDatabase;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.persistence.Column;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class CreateJobTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private static final int TIME_BITS = 16;
    private static final int UUID_VERSION = 7;
    private static final int RFC_VARIANT = 2;

    private final JobRecord record = new JobRecord(DATABASE);
    private final JobSketch sketch = JobSketch.on(JobSketch.newTarget());

    @Test
    void job_is_leased_to_the_replica_that_has_room() {
        UUID replica = record.replica();

        Lease lease = record.leased(sketch, replica);

        Row job = record.job(lease.jobId());
        assertThat(job.getUUID("leased_by")).isEqualTo(replica);
        assertThat(job.getInteger("lease_epoch")).isEqualTo(1);
        assertThat(job.getString("state")).isEqualTo("Running");
        assertThat(job.getOffsetDateTime("started_at")).isEqualTo(job.getOffsetDateTime("created_at"));
        assertThat(lease.isFirst()).isTrue();
        assertThat(lease.instanceIds()).containsExactly("i-0", "i-1");
        assertThat(lease.standings()).isEmpty();
        assertThat(lease.mayHaveCalls()).isFalse();
        assertThat(lease.timeLeft()).isEqualTo(JobRecord.LONGEST);
    }

    @Test
    void job_that_no_replica_has_room_for_is_pending() {
        Created created = (Created) record.store(sketch, null);

        Row job = record.job(created.job().id());
        assertThat(created.lease()).isEmpty();
        assertThat(job.getUUID("leased_by")).isNull();
        assertThat(job.getInteger("lease_epoch")).isZero();
        assertThat(job.getString("state")).isEqualTo("Pending");
        assertThat(job.getOffsetDateTime("started_at")).isNull();
        assertThat(job.getOffsetDateTime("due_at")).isEqualTo(job.getOffsetDateTime("created_at"));
    }

    @Test
    void job_for_later_is_leased_to_nobody() {
        Instant later = databaseTime().plusSeconds(60);

        Created created = (Created) record.store(sketch.notBefore(later), record.replica());

        Row job = record.job(created.job().id());
        assertThat(created.lease()).isEmpty();
        assertThat(job.getString("state")).isEqualTo("Pending");
        assertThat(job.getUUID("leased_by")).isNull();
        assertThat(time(job, "due_at")).isEqualTo(later);
        assertThat(time(job, "expires_at")).isEqualTo(later.plus(JobRecord.LONGEST));
    }

    @Test
    void start_that_has_passed_is_now() {
        Lease lease = record.leased(sketch.notBefore(databaseTime().minusSeconds(60)), record.replica());

        Row job = record.job(lease.jobId());
        assertThat(time(job, "due_at")).isEqualTo(time(job, "created_at"));
        assertThat(lease.timeLeft()).isEqualTo(JobRecord.LONGEST);
    }

    @Test
    void deadline_of_the_caller_replaces_the_configured_one() {
        Instant deadline = databaseTime().plus(Duration.ofHours(5));

        Lease lease = record.leased(sketch.deadline(deadline), record.replica());

        assertThat(time(record.job(lease.jobId()), "expires_at")).isEqualTo(deadline);
        assertThat(lease.timeLeft()).isBetween(Duration.ofHours(5).minusMinutes(1), Duration.ofHours(5));
    }

    @Test
    void ids_are_of_version_7_and_tell_the_time() {
        Created created = (Created) record.store(sketch, null);

        UUID id = created.job().id();
        assertThat(id.version()).isEqualTo(UUID_VERSION);
        assertThat(id.variant()).isEqualTo(RFC_VARIANT);
        assertThat(id.getMostSignificantBits() >>> TIME_BITS)
                .isBetween(
                        created.job().createdAt().toEpochMilli(), databaseTime().toEpochMilli() + 1);
    }

    @Test
    void ids_sort_by_time() {
        List<Long> times = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            times.add(record.waiting(JobSketch.on(sketch.target())).getMostSignificantBits() >>> TIME_BITS);
        }

        assertThat(times).isSorted();
    }

    @Test
    void view_of_a_leased_job_is_what_reads_show() throws IllegalAccessException {
        Created created = (Created) record.store(sketch.waitingForStopped(), record.replica());

        assertThat(created.job()).isEqualTo(asRead(created.job()));
    }

    @Test
    void view_of_a_job_for_later_is_what_reads_show() throws IllegalAccessException {
        // Finer than the database keeps.
        Instant later = databaseTime().plusSeconds(60).plusNanos(789);

        Created created =
                (Created) record.store(sketch.notBefore(later).deadline(later.plusSeconds(60)), record.replica());

        assertThat(created.job()).isEqualTo(asRead(created.job()));
    }

    /** What {@link ReadJobs} makes of the row: its entity, filled as its mapping says. */
    private StopJob asRead(StopJob stored) throws IllegalAccessException {
        Row columns = record.job(stored.id());
        StopJobRow row = new StopJobRow();
        for (Field field : StopJobRow.class.getDeclaredFields()) {
            if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                field.set(row, value(field, columns));
            }
        }
        return row.toJob(Arrays.stream(row.instanceIds)
                .map(instance -> StopJob.Operation.pending(instance, row.createdAt))
                .toList());
    }

    private static Object value(Field field, Row columns) {
        Object value = columns.getValue(Optional.ofNullable(field.getAnnotation(Column.class))
                .map(Column::name)
                .orElse(field.getName()));
        if (value != null && field.getType().isEnum()) {
            return Arrays.stream(field.getType().getEnumConstants())
                    .filter(constant -> constant.toString().equals(value))
                    .findFirst()
                    .orElseThrow();
        }
        return value instanceof OffsetDateTime time ? time.toInstant() : value;
    }

    private static Instant databaseTime() {
        return time(DATABASE.row("SELECT clock_timestamp() AS now"), "now");
    }

    private static Instant time(Row row, String column) {
        return Sql.instant(row, column);
    }
}
