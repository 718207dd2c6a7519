package io.fleetstop.pacing.sql;

import io.fleetstop.pacing.Draw;
import io.fleetstop.pacing.SharedPace;
import io.fleetstop.pacing.SharedPaceContract;
import io.fleetstop.pacing.sql.ReadPaces.Learned;
import io.fleetstop.testing.MigratedDatabase;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class SqlPaceTest extends SharedPaceContract {

    @RegisterExtension
    static final MigratedDatabase DATABASE = new MigratedDatabase();

    private static final String AGE = """
            UPDATE pace SET next_at = next_at - age, hungry_at = hungry_at - age, empty_at = empty_at - age, full_at = full_at - age
              FROM (SELECT make_interval(secs => $1) AS age) AS old
             WHERE target = $2
            """;

    private String target;

    @Override
    protected SharedPace fresh() {
        target = "target-" + UUID.randomUUID();
        return pace();
    }

    @Override
    protected void pass(Duration time) {
        pace().draw(silent()).toCompletableFuture().join();
        DATABASE.run(AGE, time.toMillis() / 1000.0, target);
    }

    @Test
    void what_was_learned_outlives_the_process() {
        pace().draw(new Draw(1, 33, Double.POSITIVE_INFINITY, 0, 1, 0, 0, 0, 0))
                .toCompletableFuture()
                .join();
        SharedPace next = new SqlPaces(DATABASE.pool()).ofStops(target, 777);
        assertThat(next.draw(silent()).toCompletableFuture().join().pace().rate())
                .isEqualTo(33);
    }

    @Test
    void draw_does_not_wait_for_the_disk() {
        // Anything else that writes in the background may make it look so once; only not waiting does it nearly always.
        assertThat(IntStream.range(0, 200).filter(i -> isAheadOfTheDisk()).count())
                .isGreaterThan(100);
    }

    @Test
    void other_statements_of_the_connection_do() {
        for (int connection = 0; connection < 40; connection++) {
            pace().draw(silent()).toCompletableFuture().join();
            assertThat(DATABASE.row("SHOW synchronous_commit").getString(0)).isEqualTo("on");
        }
    }

    @Test
    void people_read_the_rate_and_how_much_of_the_last_calls_was_refused() {
        pace().draw(new Draw(1, 40, Double.POSITIVE_INFINITY, 0, 1, 0, 30, 10, 0))
                .toCompletableFuture()
                .join();
        Learned learned =
                MigratedDatabase.await(new ReadPaces(DATABASE.pool()).ofStops()).get(target);
        assertThat(learned.throttledShare()).isEqualTo(0.25);
        assertThat(learned.learned()).isEmpty();
    }

    /** The wal writer may have come in between, so once in a while it is not. */
    private boolean isAheadOfTheDisk() {
        pace().draw(silent()).toCompletableFuture().join();
        Row row = DATABASE.row("SELECT pg_current_wal_insert_lsn() > pg_current_wal_flush_lsn() AS ahead");
        return row.getBoolean("ahead");
    }

    private SharedPace pace() {
        return new SqlPaces(DATABASE.pool()).ofStops(target, RATE);
    }

    private static Draw silent() {
        return new Draw(0, 0, Double.POSITIVE_INFINITY, 0, 1, 0, 0, 0, 0);
    }
}
