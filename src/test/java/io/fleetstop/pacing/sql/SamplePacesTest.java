package io.fleetstop.pacing.sql;

import io.fleetstop.pacing.sql.ReadPaces.Sample;
import io.fleetstop.testing.MigratedDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.fleetstop.testing.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

class SamplePacesTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private static final String TARGET = "hangzhou";

    private static final String CALLED = """
            INSERT INTO pace (target, action, epoch, phase, rate, refill, next_at, drawn_at, recent_accepted, recent_throttled)
            VALUES ($1, 'stop', $2, 'Cruise', 40, 38, now(), now() - make_interval(secs => $3), 90, 10)
            """;

    @BeforeEach
    void clear() {
        DATABASE.run("TRUNCATE pace, pace_sample");
    }

    @Test
    void target_that_is_called_leaves_a_sample() {
        DATABASE.run(CALLED, TARGET, 2, 1.0);
        take();

        assertThat(samples(60)).singleElement().satisfies(sample -> {
            assertThat(sample.rate()).isEqualTo(40);
            assertThat(sample.learned()).hasValue(38);
            assertThat(sample.throttledShare()).isEqualTo(0.1);
        });
    }

    @Test
    void rate_that_no_refusal_has_taught_is_not_learned() {
        DATABASE.run(CALLED, TARGET, 1, 1.0);
        take();

        assertThat(samples(60))
                .singleElement()
                .satisfies(sample -> assertThat(sample.learned()).isEmpty());
    }

    @Test
    void target_at_rest_leaves_none() {
        DATABASE.run(CALLED, TARGET, 2, 20.0);
        take();

        assertThat(samples(60)).isEmpty();
    }

    @Test
    void second_replica_changes_nothing_in_the_same_quarter_of_a_minute() {
        DATABASE.run(CALLED, TARGET, 2, 1.0);
        take();
        DATABASE.run("UPDATE pace_sample SET rate = 7");
        DATABASE.run("UPDATE pace_sample SET at = date_bin('15 seconds', now(), timestamptz 'epoch')");
        take();

        assertThat(samples(60)).extracting(Sample::rate).startsWith(7.0);
    }

    @Test
    void samples_are_forgotten_after_a_day() {
        DATABASE.run("INSERT INTO pace_sample VALUES ($1, 'stop', now() - interval '25 hours', 1, NULL, 0)", TARGET);
        take();

        assertThat(DATABASE.row("SELECT count(*) AS kept FROM pace_sample").getLong("kept"))
                .isZero();
    }

    @Test
    void long_time_is_told_in_few_points_and_keeps_its_worst_share() {
        DATABASE.run("""
                INSERT INTO pace_sample
                SELECT $1, 'stop', now() - n * interval '15 seconds', 10, NULL, CASE WHEN n = 100 THEN 0.9 ELSE 0 END
                  FROM generate_series(1, 5000) AS n
                """, TARGET);

        assertThat(samples(1_440)).hasSizeBetween(200, 241);
        assertThat(samples(1_440)).extracting(Sample::throttledShare).contains(0.9);
        assertThat(samples(60)).hasSizeBetween(238, 241);
    }

    private static void take() {
        await(new SamplePaces(DATABASE.pool()).take());
    }

    private static List<Sample> samples(int minutes) {
        return await(new ReadPaces(DATABASE.pool()).ofStops(TARGET, minutes));
    }
}
