package io.fleetstop.dispatch;

import io.fleetstop.job.JobOptions;
import io.fleetstop.job.JobState;
import io.fleetstop.job.Lease;
import io.fleetstop.job.OperationState;
import io.fleetstop.job.Outcome;
import io.fleetstop.job.StoppedMode;
import io.fleetstop.job.WaitFor;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A lane in virtual time, in front of a scripted cloud and a record that takes everything. */
abstract class LaneFixture {
    static final int SLOTS = 8;

    final VirtualLoop loop = new VirtualLoop();
    final ScriptedProvider cloud = new ScriptedProvider(loop);
    final List<Outcome> written = new ArrayList<>();
    final Settler settler = new Settler(this::write, loop, (job, epoch, state) -> {});
    boolean trusted = true;
    final Lane lane = new Lane(cloud, SLOTS, loop, new Verdict(new SplittableRandom(1)), settler, () -> trusted);

    /** Longer than any job may take. */
    void run(LeasedJob job) {
        lane.begin(job);
        loop.pass(Duration.ofHours(2));
    }

    Outcome outcome(int ordinal) {
        return written.stream()
                .filter(each -> each.ordinal() == ordinal)
                .findFirst()
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
                new Lease(UUID.randomUUID(), replica, wish.epoch, "t", ids, options, wish.settled, 0, wish.timeLeft),
                0);
    }

    /** What a test asks of a job, beside the defaults. */
    static final class Wish {
        boolean dryRun;
        WaitFor waitFor = WaitFor.Accepted;
        Integer maxConcurrency;
        Integer maxErrors;
        Duration forceAfter;
        int epoch = 1;
        Map<Integer, OperationState> settled = Map.of();
        Duration timeLeft = Duration.ofMinutes(30);
    }
}
