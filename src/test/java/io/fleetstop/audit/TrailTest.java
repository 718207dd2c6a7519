package io.fleetstop.audit;

import io.fleetstop.job.AuditRow;
import io.fleetstop.job.Deed;
import io.fleetstop.job.Provenance;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TrailTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<AuditRow> written = new CopyOnWriteArrayList<>();
    private volatile boolean away;
    private CompletableFuture<Void> slow = CompletableFuture.completedFuture(null);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Trail trail = new Trail(this::append, vertx, meters);

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void flood_is_bounded_for_each_tenant_and_no_row_goes_uncounted() {
        IntStream.range(0, 1000).forEach(i -> refuse("team-a", "request-" + i));
        refuse("team-b", "another");
        refuse(null, "a stranger");

        assertThat(written).hasSizeLessThan(300);
        assertThat(written).extracting(AuditRow::tenant).contains("team-b").containsOnlyOnce((String) null);
        trail.stop(null);
        assertThat(recorded("team-a")).isEqualTo(1000);
    }

    @Test
    void rows_of_which_only_the_number_is_left_are_counted_once_however_often_they_are_tried_again() {
        IntStream.range(0, 100).forEach(i -> refuse("team-a", "request-" + i));
        away = true;
        trail.stop(null);
        assertThat(leftOut()).isZero();

        away = false;
        trail.stop(null);
        trail.stop(null);

        assertThat(leftOut()).isEqualTo(100 - written.size()).isPositive();
    }

    @Test
    void row_that_is_written_whole_in_the_end_is_not_counted_as_left_out() {
        away = true;
        refuse("team-a", "one");

        away = false;
        trail.stop(null);

        assertThat(written).hasSize(1);
        assertThat(leftOut()).isZero();
    }

    private double leftOut() {
        return meters.get("fleetstop.audit.rows.left.out").counter().count();
    }

    @Test
    void last_request_of_a_flood_is_on_record() {
        IntStream.range(0, 1000).forEach(i -> refuse("team-a", "request-" + i));

        trail.stop(null);

        assertThat(written.get(written.size() - 1).provenance().requestId()).isEqualTo("request-999");
    }

    @Test
    void database_that_is_away_keeps_no_answer_and_loses_no_count() {
        away = true;
        refuse("team-a", "one");
        refuse("team-a", "two");
        assertThat(written).isEmpty();

        away = false;
        refuse("team-a", "three");

        assertThat(written).singleElement().extracting(AuditRow::leftOut).isEqualTo(2);
    }

    @Test
    void answer_waits_for_a_slow_row_only_so_long_and_the_row_is_written_all_the_same() {
        slow = new CompletableFuture<>();
        refuse("team-a", "one");
        assertThat(written).isEmpty();

        slow.complete(null);

        assertThat(written).singleElement().extracting(AuditRow::leftOut).isEqualTo(0);
    }

    private int recorded(String tenant) {
        return written.stream()
                .filter(row -> tenant.equals(row.tenant()))
                .mapToInt(row -> 1 + row.leftOut())
                .sum();
    }

    private void refuse(String tenant, String requestId) {
        trail.write(new AuditRow(
                        tenant,
                        tenant,
                        new Provenance("rest", Deed.STOP, requestId, "192.0.2.1"),
                        "InvalidArgument",
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        0))
                .await()
                .indefinitely();
    }

    private Uni<Void> append(AuditRow row) {
        if (away) {
            return Uni.createFrom().failure(new TimeoutException("away"));
        }
        return Uni.createFrom().completionStage(slow).invoke(() -> written.add(row));
    }
}
