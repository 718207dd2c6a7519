package io.fleetstop.job;

import io.fleetstop.testing.MigratedDatabase;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.fleetstop.testing.MigratedDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

class BeatReplicaTest {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final JobRecord record = new JobRecord(DATABASE);
    private final UUID replica = UUID.randomUUID();

    @Test
    void first_beat_begins_a_life_of_one_lease() {
        assertThat(beat(LEASE)).isTrue();

        assertThat(secondsLeft()).isBetween(LEASE.toSeconds() - 10.0, (double) LEASE.toSeconds());
    }

    @Test
    void each_beat_renews_it() {
        beat(LEASE);

        assertThat(beat(LEASE.multipliedBy(10))).isTrue();

        assertThat(secondsLeft()).isGreaterThan(LEASE.multipliedBy(9).toSeconds());
    }

    @Test
    void replica_that_fell_silent_stays_dead() {
        beat(LEASE);
        record.kill(replica);

        assertThat(beat(LEASE)).isFalse();
        assertThat(beat(LEASE)).isFalse();
        assertThat(secondsLeft()).isNegative();
    }

    @Test
    void jobs_of_a_replica_that_leaves_are_free_at_once() {
        String target = JobSketch.newTarget();
        UUID heir = record.replica();
        beat(LEASE);
        record.leased(JobSketch.on(target), replica);
        assertThat(record.claim(heir, 1, target)).isEmpty();

        await(record.beat.leave(replica, List.of()));

        assertThat(record.claim(heir, 1, target)).hasSize(1);
    }

    @Test
    void rows_of_the_long_dead_are_forgotten_and_no_others() {
        UUID living = record.replica();
        UUID justDead = record.replica();
        record.kill(justDead);
        beat(LEASE);
        DATABASE.run(
                "UPDATE replica SET alive_until = clock_timestamp() - interval '61 minutes' WHERE id = $1", replica);

        await(record.beat.forgetDead());

        assertThat(isKnown(living)).isTrue();
        assertThat(isKnown(justDead)).isTrue();
        assertThat(isKnown(replica)).isFalse();
    }

    private boolean beat(Duration lease) {
        return await(record.beat.beat(replica, lease, List.of()));
    }

    private double secondsLeft() {
        Row row = DATABASE.row(
                "SELECT extract(epoch FROM alive_until - clock_timestamp())::float8 AS seconds FROM replica WHERE id = $1",
                replica);
        return row.getDouble("seconds");
    }

    private static boolean isKnown(UUID id) {
        return DATABASE.row("SELECT EXISTS (SELECT FROM replica WHERE id = $1)", id)
                .getBoolean(0);
    }
}
