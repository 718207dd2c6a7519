package io.fleetstop.dispatch;

import io.fleetstop.job.JobState;
import io.fleetstop.job.OperationState;
import io.fleetstop.job.Outcome;
import io.fleetstop.job.SettleOutcomes;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SettlerTest {
    private final VirtualLoop loop = new VirtualLoop();
    private final List<Outcome> written = new ArrayList<>();
    private final List<Outcome> refused = new ArrayList<>();
    private final List<Integer> batches = new ArrayList<>();
    private final Settler settler = new Settler(this::write, loop, new Settler.Listener() {
        @Override
        public void settled(UUID jobId, int epoch, JobState state) {}

        @Override
        public void refused(Outcome outcome) {
            refused.add(outcome);
        }
    });
    private final UUID job = UUID.randomUUID();
    private int bad = -1;
    private int away;

    @Test
    void one_bad_outcome_costs_only_itself() {
        bad = 137;
        IntStream.range(0, 400).forEach(ordinal -> settler.record(outcome(ordinal)));
        loop.pass(Duration.ofMinutes(1));
        assertThat(refused).extracting(Outcome::ordinal).containsExactly(137);
        assertThat(written).hasSize(399);
        assertThat(settler.isIdle()).isTrue();
    }

    @Test
    void batches_grow_again_after_a_bad_one() {
        bad = 0;
        settler.record(outcome(0));
        loop.pass(Duration.ofSeconds(1));
        IntStream.range(1, 1000).forEach(ordinal -> settler.record(outcome(ordinal)));
        loop.pass(Duration.ofMinutes(1));
        assertThat(written).hasSize(999);
        assertThat(batches.get(batches.size() - 2)).isGreaterThan(100);
    }

    @Test
    void outcomes_wait_for_a_database_that_is_away_and_the_latest_of_each_counts() {
        away = 20;
        settler.record(outcome(0));
        loop.pass(Duration.ofSeconds(3));
        settler.record(outcome(1));
        loop.pass(Duration.ofMinutes(5));
        assertThat(written).extracting(Outcome::ordinal).containsExactly(0, 1);
    }

    private Uni<Map<UUID, JobState>> write(List<Outcome> outcomes) {
        batches.add(outcomes.size());
        if (away > 0) {
            away--;
            // Some never answer.
            return away % 2 == 0
                    ? Uni.createFrom().nothing()
                    : Uni.createFrom().failure(new IllegalStateException("away"));
        }
        if (outcomes.stream().anyMatch(outcome -> outcome.ordinal() == bad)) {
            return Uni.createFrom().failure(new SettleOutcomes.Refused(new IllegalStateException("22003")));
        }
        written.addAll(outcomes);
        Map<UUID, JobState> held = new HashMap<>();
        outcomes.forEach(outcome -> held.put(outcome.jobId(), JobState.Running));
        return Uni.createFrom().item(held);
    }

    private Outcome outcome(int ordinal) {
        return new Outcome(job, 1, ordinal, OperationState.Accepted, false, 1, null, null, null, null, null, null);
    }
}
