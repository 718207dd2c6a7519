package io.fleetstop.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever dies or stands still at whatever moment, every promise holds. A run takes minutes, so it has a profile of its own:
 * {@code mvn verify -Pchaos}, with {@code -Dseed=} to have the storm of an earlier run again, and {@code -Dmutants=} for
 * how often the mutant is run.
 */
@Tag("chaos")
class KillChaosIT {
    private static final Logger LOG = Logger.getLogger(KillChaosIT.class);

    private static final int MUTANT_RUNS = Integer.getInteger("mutants", 3);

    @Test
    void fifty_kills_and_six_freezes_break_no_promise() {
        var plan = new ChaosRun.Plan(
                ServiceProcess.packaged(), 40, 24, 50, 6, Duration.ofSeconds(190), Duration.ofSeconds(240));
        keepsEveryPromise(ChaosRun.of(plan, seed()));
    }

    @Test
    void short_storm_breaks_no_promise() {
        keepsEveryPromise(ChaosRun.of(shortStormOver(ServiceProcess.packaged()), seed()));
    }

    /** The proof that the checker would see it: without the fence, who was frozen past its lease records all the same. */
    @Test
    void short_storm_finds_out_a_service_that_records_without_its_lease(@TempDir Path folder) throws IOException {
        Path jar = PatchedService.withoutFence(folder);
        List<ChaosRun> found = new ArrayList<>();
        for (int number = 0; number < MUTANT_RUNS; number++) {
            ChaosRun run = ChaosRun.of(shortStormOver(jar), seed() + number);
            LOG.infof("mutant: %s", run);
            assertThat(run.failures()).as("%s", run).isEmpty();
            if (!run.violations().isEmpty()) {
                found.add(run);
            }
        }
        LOG.infof("mutant found in %d of %d runs", found.size(), MUTANT_RUNS);
        assertThat(found).as("runs in which the mutant was found").isNotEmpty();
    }

    private static ChaosRun.Plan shortStormOver(Path jar) {
        return new ChaosRun.Plan(jar, 8, 16, 2, 2, Duration.ofSeconds(30), Duration.ofSeconds(120));
    }

    private static void keepsEveryPromise(ChaosRun run) {
        LOG.infof("good: %s", run);
        assertThat(run.failures()).as("%s", run).isEmpty();
        assertThat(run.violations()).as("%s", run).isEmpty();
    }

    private static long seed() {
        return Long.getLong("seed", System.nanoTime());
    }
}
