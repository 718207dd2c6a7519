package io.fleetstop.dispatch;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Thousands of histories of kills, pauses, lost statements, lost answers and owners who start their instances again, each the same
 * whenever its seed is the same. {@code -Dseed=…} replays one, {@code -Dseeds=…} tries more.
 */
class SimulationTest {
    private static final long FIRST_SEED = 1;
    private static final Logger LOG = Logger.getLogger("io.fleetstop.dispatch");

    @BeforeAll
    static void silence() {
        LOG.setLevel(Long.getLong("seed") == null ? Level.OFF : Level.FINE);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    @Test
    void no_history_breaks_a_promise() {
        Long replay = Long.getLong("seed");
        long first = replay == null ? FIRST_SEED : replay;
        long count = replay == null ? Long.getLong("seeds", 20_000) : 1;
        // Left-over workers of the common pool may have that of an application which is gone.
        ClassLoader own = Thread.currentThread().getContextClassLoader();
        List<String> broken = LongStream.range(first, first + count)
                .parallel()
                .mapToObj(seed -> {
                    Thread.currentThread().setContextClassLoader(own);
                    return violationOf(seed);
                })
                .filter(violation -> violation != null)
                .limit(5)
                .toList();
        assertThat(broken).as("replay with -Dtest=SimulationTest -Dseed=<seed>").isEmpty();
    }

    @Test
    void one_seed_is_one_history() {
        var once = new Simulation(7);
        once.run();
        var again = new Simulation(7);
        again.run();
        assertThat(again.calls()).isEqualTo(once.calls()).isPositive();
    }

    private static String violationOf(long seed) {
        var simulation = new Simulation(seed);
        try {
            simulation.run();
        } catch (RuntimeException broken) {
            return "seed " + seed + ": " + broken;
        }
        if (simulation.violations.isEmpty()) {
            return null;
        }
        String history = Long.getLong("seed") == null ? "" : "\n" + String.join("\n", simulation.history);
        return "seed " + seed + ": " + simulation.violations.get(0) + history;
    }
}
