package io.fleetstop.process;

import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How near the service comes to a caller who knows the hidden limit, and how many calls it wastes: {@code mvn verify -Pbench}. Ratios
 * within one run mean the same on any machine that is not busy with other things.
 */
@Tag("bench")
class PaceBenchIT {
    private static final Logger LOG = Logger.getLogger(PaceBenchIT.class);

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void large_account(int replicas) {
        double ideal = ideal(10_000, 400, 100);
        try (BenchCluster cluster = BenchCluster.of(replicas, cloud(13_000, 400, 100))) {
            // Compiles the code: what is measured is what it takes to learn the rate, not to warm up a machine.
            tell(
                    "400/s burst 100, first run of the processes, replicas=" + replicas,
                    cluster.stop(2_000),
                    ideal(2_000, 400, 100));
            cluster.cool();
            BenchFigures cold = tell("400/s burst 100, cold, replicas=" + replicas, cluster.stop(10_000), ideal);
            BenchFigures warm = tell("400/s burst 100, warm, replicas=" + replicas, cluster.stop(10_000), ideal);
            assertThat(cold.seconds() / ideal).isLessThanOrEqualTo(1.08);
            assertThat(cold.throttledPercent()).isLessThanOrEqualTo(3);
            assertThat(warm.seconds() / ideal).isLessThanOrEqualTo(1.03);
            assertThat(warm.throttledPercent()).isLessThanOrEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void small_account(int replicas) {
        double ideal = ideal(300, 5, 10);
        try (BenchCluster cluster = BenchCluster.of(replicas, cloud(400, 5, 10))) {
            BenchFigures cold = tell("5/s burst 10, cold, replicas=" + replicas, cluster.stop(300), ideal);
            assertThat(cold.seconds() / ideal).isLessThanOrEqualTo(1.05);
            // A bucket of ten is empty before the first refusal is heard of, and several replicas have sent a little
            // more by then.
            assertThat(cold.throttledPercent()).isLessThanOrEqualTo(replicas == 1 ? 5 : 7);
            BenchFigures warm = tell("5/s burst 10, warm, replicas=" + replicas, cluster.stop(300), ideal);
            assertThat(warm.seconds() / ideal).isLessThanOrEqualTo(1.05);
            assertThat(warm.throttledPercent()).isLessThanOrEqualTo(5);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void limit_that_moves(int replicas) {
        // 20 s at 50 calls per second with a full bucket of 50, 20 s at 20, the rest at 100; each change fills the
        // bucket.
        int burst = 50;
        double ideal = 40 + (3_400 - 20 * 50 - 20 * 20 - 3 * burst) / 100.0;
        ScheduledExecutorService changes = Executors.newSingleThreadScheduledExecutor();
        try (BenchCluster cluster = BenchCluster.of(replicas, cloud(4_500, 50, burst))) {
            cluster.stop(500);
            cluster.cool();
            changes.schedule(() -> cluster.cloud.limit(20, burst), 20, TimeUnit.SECONDS);
            changes.schedule(() -> cluster.cloud.limit(100, burst), 40, TimeUnit.SECONDS);
            BenchFigures run = tell("50 -> 20 -> 100/s, cold, replicas=" + replicas, cluster.stop(3_400), ideal);
            assertThat(run.seconds() / ideal).isLessThanOrEqualTo(1.08);
            assertThat(run.throttledPercent()).isLessThanOrEqualTo(3);
        } finally {
            changes.shutdownNow();
        }
    }

    private static BenchFigures tell(String what, BenchFigures figures, double ideal) {
        LOG.infof("%s: %s", what, figures.beside(ideal));
        return figures;
    }

    private static double ideal(int instances, double rate, int burst) {
        return (instances - burst) / rate;
    }

    private static Map<String, String> cloud(int instances, double rate, int burst) {
        return Map.of(
                "instances", Integer.toString(instances),
                "rate-per-second", Double.toString(rate),
                "burst", Integer.toString(burst),
                "latency.min", "50ms",
                "latency.max", "150ms");
    }
}
