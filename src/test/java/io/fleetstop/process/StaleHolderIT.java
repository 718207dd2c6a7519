package io.fleetstop.process;

import io.fleetstop.process.ReplicaPair.Round;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A process that stood still for longer than its lease, as in a long pause of its machine, and never noticed. */
@Tag("chaos")
class StaleHolderIT {
    private static final Logger LOG = Logger.getLogger(StaleHolderIT.class);

    private static final int PAIRS = 3;
    private static final int ROUNDS_EACH = 10;
    private static final long SEED = Long.getLong("seed", 20_260_101L);

    @TempDir
    Path folder;

    @Test
    void a_holder_frozen_past_its_lease_changes_nothing_and_stops_nothing_when_it_goes_on() {
        List<Round> rounds = new ArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(PAIRS);
        try (OwnPostgres postgres = OwnPostgres.start(folder)) {
            List<CompletableFuture<List<Round>>> pairs = IntStream.range(0, PAIRS)
                    .mapToObj(pair -> CompletableFuture.supplyAsync(() -> rounds(postgres, pair), threads))
                    .toList();
            CompletableFuture.allOf(pairs.toArray(CompletableFuture[]::new)).join();
            pairs.forEach(pair -> rounds.addAll(pair.join()));
        } finally {
            threads.shutdownNow();
        }

        assertThat(rounds).hasSize(PAIRS * ROUNDS_EACH);
        LOG.infof(
                "stale holder: %d of %d rounds unchanged, seed %d, frozen %d to %d ms, %d calls in flight, "
                        + "late settles in %d rounds, stop calls after the thaw %d, late reads in %d rounds",
                rounds.size(),
                PAIRS * ROUNDS_EACH,
                SEED,
                rounds.stream()
                        .map(Round::frozen)
                        .mapToLong(Duration::toMillis)
                        .min()
                        .orElseThrow(),
                rounds.stream()
                        .map(Round::frozen)
                        .mapToLong(Duration::toMillis)
                        .max()
                        .orElseThrow(),
                rounds.stream().mapToInt(Round::inFlight).sum(),
                rounds.stream().filter(round -> round.settles() > 0).count(),
                rounds.stream().mapToInt(Round::lateStops).sum(),
                rounds.stream().filter(round -> round.reads() > 0).count());
        assertThat(rounds)
                .as("late settles: without one the fence is not asked")
                .allMatch(round -> round.settles() > 0);
    }

    private static List<Round> rounds(OwnPostgres postgres, int pair) {
        try (ReplicaPair replicas = new ReplicaPair(postgres.database("pair_" + pair), ROUNDS_EACH, SEED + pair)) {
            return IntStream.range(0, ROUNDS_EACH).mapToObj(replicas::freeze).toList();
        }
    }
}
