package io.fleetstop.job;

import io.fleetstop.job.Creation.TimeRefused;
import io.fleetstop.job.Creation.TokenKnown;
import io.fleetstop.testing.MigratedDatabase;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a caller may ask of time is judged by the database's clock. */
class TimeRulesTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private final JobRecord record = new JobRecord(DATABASE);
    private final UUID replica = record.replica();
    private final Instant now =
            Sql.instant(DATABASE.row("SELECT date_trunc('second', clock_timestamp()) AS now"), "now");
    private final JobSketch sketch = JobSketch.on(JobSketch.newTarget());

    @Test
    void start_may_be_seven_days_ahead_and_no_more() {
        assertStored(sketch.notBefore(now.plus(Duration.ofDays(7))));
        assertRefused(JobSketch.on("x").notBefore(now.plus(Duration.ofDays(7)).plusSeconds(60)), "notBefore");
    }

    @Test
    void deadline_must_lie_ahead() {
        assertRefused(sketch.deadline(now.minusSeconds(1)), "deadline");
        assertStored(sketch.deadline(now.plusSeconds(60)));
    }

    @Test
    void deadline_must_come_after_the_start() {
        Instant start = now.plusSeconds(60);
        assertRefused(sketch.notBefore(start).deadline(start), "deadline");
        assertStored(sketch.notBefore(start).deadline(start.plusSeconds(1)));
    }

    @Test
    void most_distant_times_are_refused_by_rule_and_not_by_accident() {
        assertRefused(sketch.notBefore(Instant.parse("9999-12-31T23:59:59Z")), "notBefore");
        assertRefused(sketch.deadline(Instant.parse("0000-01-01T00:00:00Z")), "deadline");
    }

    @Test
    void repeat_is_answered_by_the_record_when_its_deadline_has_passed() {
        JobSketch late = sketch.deadline(now.minusSeconds(60));
        UUID stored = record.waiting(sketch);

        assertThat(record.store(late, replica)).isEqualTo(new TokenKnown(stored, true, false));
    }

    private void assertRefused(JobSketch refused, String field) {
        assertThat(record.store(refused, replica))
                .isInstanceOfSatisfying(
                        TimeRefused.class, answer -> assertThat(answer.field()).isEqualTo(field));
        assertThat(stored(refused)).isFalse();
    }

    private void assertStored(JobSketch good) {
        record.store(good, replica);
        assertThat(stored(good)).isTrue();
    }

    private static boolean stored(JobSketch sketch) {
        return DATABASE.row("SELECT EXISTS (SELECT FROM stop_job WHERE client_token = $1)", sketch.token())
                .getBoolean(0);
    }

    @Test
    void refusal_that_names_no_constraint_stays_what_it_is() {
        JobSketch nobodys = JobSketch.on(JobSketch.newTarget()).ofTenant(null);

        assertThatThrownBy(() -> record.store(nobodys, null)).isInstanceOf(PgException.class);
    }
}
