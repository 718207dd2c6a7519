package io.fleetstop.metrics;

import io.fleetstop.job.ReadBacklog.Backlog;
import io.fleetstop.testing.LogLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;

class OpenJobsTest {
    private static final Backlog THREE = new Backlog(3, Duration.ofSeconds(90), Duration.ZERO, Duration.ofMillis(1500));

    private final Vertx vertx = Vertx.vertx();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private volatile Uni<Backlog> answer = Uni.createFrom().item(THREE);
    private final OpenJobs jobs = new OpenJobs(() -> answer, vertx, registry, Duration.ofMillis(10));

    @AfterEach
    void end() {
        jobs.stop(null);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void nothing_is_told_before_the_first_answer() {
        answer = Uni.createFrom().nothing();
        jobs.start(null);

        assertThat(figure("open")).isNaN();
    }

    @Test
    void ages_are_told_in_seconds() {
        jobs.start(null);

        await().untilAsserted(() -> assertThat(figure("open")).isEqualTo(3));
        assertThat(figure("oldest.age")).isEqualTo(90);
        assertThat(figure("overdue.age")).isZero();
        assertThat(figure("unheld.age")).isEqualTo(1.5);
    }

    @Test
    void figures_vanish_while_the_database_is_away_and_come_back_with_it() {
        jobs.start(null);
        await().untilAsserted(() -> assertThat(figure("open")).isEqualTo(3));

        answer = Uni.createFrom().failure(new IllegalStateException("away"));
        await().untilAsserted(() -> assertThat(figure("open")).isNaN());
        assertThat(figure("oldest.age")).isNaN();

        answer = Uni.createFrom().item(THREE);
        await().untilAsserted(() -> assertThat(figure("open")).isEqualTo(3));
    }

    @Test
    void outage_is_told_once_and_a_start_without_an_answer_by_others() {
        var asked = new AtomicInteger();
        Uni<Backlog> away = Uni.createFrom().failure(() -> {
            asked.incrementAndGet();
            return new IllegalStateException("away");
        });
        answer = away;
        try (LogLines lines = new LogLines("io.fleetstop.metrics", Level.WARNING)) {
            jobs.start(null);
            await().untilAtomic(asked, greaterThan(3));
            assertThat(lines.heard()).isEmpty();

            answer = Uni.createFrom().item(THREE);
            await().untilAsserted(() -> assertThat(figure("open")).isEqualTo(3));
            asked.set(0);
            answer = away;
            await().untilAtomic(asked, greaterThan(3));
            assertThat(lines.heard()).hasSize(1);
        }
    }

    private double figure(String name) {
        return registry.get("fleetstop.jobs." + name).gauge().value();
    }
}
