package io.fleetstop.dispatch;

import io.fleetstop.job.JobOptions;
import io.fleetstop.job.JobState;
import io.fleetstop.job.Lease;
import io.fleetstop.job.Outcome;
import io.fleetstop.job.Standing;
import io.fleetstop.job.StoppedMode;
import io.fleetstop.job.WaitFor;
import io.fleetstop.pacing.MemoryPace;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A lane in virtual time, in front of a scripted cloud and a record that takes everything. */
abstract class LaneFixture {
    static final int SLOTS = 8;

    /** Database time when leases begin. */
    static final Instant BEGUN = Instant.parse("2026-01-01T00:00:00Z");

    final VirtualLoop loop = new VirtualLoop();
    final ScriptedProvider cloud = new ScriptedProvider(loop);
    final List<Outcome> written = new ArrayList<>();
    final Dispatching desk = new Dispatching();
    final Settler settler = new Settler(this::write, loop, desk);
    final Meters meters = new Meters(new SimpleMeterRegistry());
    final Circuit circuit = new Circuit(new SplittableRandom(2));
    final Gate gate = new Gate(new MemoryPace(1_000, loop::nanos), Double.POSITIVE_INFINITY, loop);
    final Map<String, String> ruleOf = new HashMap<>();
    final Set<String> revoked = new HashSet<>();
    final Guard guard = new Guard(id -> Optional.ofNullable(ruleOf.get(id)), tenant -> !revoked.contains(tenant));
    final Lane lane = new Lane(
            "t", cloud, SLOTS, batchSize(), desk, loop, new Verdict(new SplittableRandom(1)), circuit, gate, guard);
    boolean trusted = true;

    /** What the dispatcher is to a lane. */
    final class Dispatching implements Desk, Settler.Listener {
        final List<LeasedJob> waiting = new ArrayList<>();
        final List<Outcome> refused = new ArrayList<>();

        @Override
        public boolean maySend() {
            return trusted;
        }

        @Override
        public Settler settler() {
            return settler;
        }

        @Override
        public Meters meters() {
            return meters;
        }

        @Override
        public Traces traces() {
            return Traces.NONE;
        }

        @Override
        public void onlyWaits(LeasedJob job) {
            waiting.add(job);
        }

        @Override
        public void settled(UUID jobId, int epoch, JobState state) {}

        @Override
        public void refused(Outcome outcome) {
            refused.add(outcome);
        }
    }

    /** Instances in one call. */
    int batchSize() {
        return 1;
    }

    /** Longer than any job may take. */
    void run(LeasedJob job) {
        lane.begin(job);
        loop.pass(Duration.ofHours(2));
    }

    /** The latest that is on record. */
    Outcome outcome(int ordinal) {
        return written.stream()
                .filter(each -> each.ordinal() == ordinal)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    Outcome lastWritten() {
        return written.get(written.size() - 1);
    }

    long calls(String call) {
        return cloud.calls.stream().filter(call::equals).count();
    }

    private Uni<Map<UUID, JobState>> write(List<Outcome> outcomes) {
        written.addAll(outcomes);
        Map<UUID, JobState> held = new HashMap<>();
        outcomes.forEach(outcome -> held.put(outcome.jobId(), JobState.Running));
        return Uni.createFrom().item(held);
    }

    static LeasedJob job(int instances) {
        return job(instances, wish -> {});
    }

    static LeasedJob job(int instances, Consumer<Wish> wishes) {
        Wish wish = new Wish();
        wishes.accept(wish);
        List<String> ids =
                IntStream.range(0, instances).mapToObj(place -> "i-" + place).toList();
        var options = new JobOptions(
                StoppedMode.KeepCharging,
                false,
                false,
                wish.dryRun,
                wish.waitFor,
                wish.maxConcurrency,
                wish.maxErrors,
                wish.forceAfter,
                null,
                null);
        UUID replica = UUID.randomUUID();
        return new LeasedJob(
                new Lease(
                        UUID.randomUUID(),
                        wish.tenant,
                        replica,
                        wish.epoch,
                        wish.epoch > 1,
                        wish.cancelled,
                        "t",
                        ids,
                        options,
                        wish.standings,
                        0,
                        BEGUN,
                        BEGUN.minus(wish.heldBefore),
                        wish.timeLeft,
                        wish.traceparent),
                0);
    }

    /** What a test asks of a job, beside the defaults. */
    static final class Wish {
        boolean dryRun;
        WaitFor waitFor = WaitFor.Accepted;
        Integer maxConcurrency;
        Integer maxErrors;
        Duration forceAfter;
        String tenant = "team";
        int epoch = 1;
        boolean cancelled;
        Map<Integer, Standing> standings = Map.of();
        /** How long before this lease the job got its first holder. */
        Duration heldBefore = Duration.ofMinutes(1);

        Duration timeLeft = Duration.ofMinutes(30);
        String traceparent;
    }
}
