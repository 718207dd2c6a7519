package io.fleetstop.dispatch;

import io.fleetstop.job.JobOptions;
import io.fleetstop.job.Lease;
import io.fleetstop.job.OperationState;
import io.fleetstop.job.Outcome;
import io.fleetstop.job.StoppedMode;
import io.fleetstop.job.WaitFor;
import io.fleetstop.provider.Order;
import io.fleetstop.provider.StatesAnswer.State;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.StopOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** One history of a few replicas, jobs and instances: all that happens in it follows from its seed. */
final class Simulation {
    private static final Duration STORM = Duration.ofSeconds(25);
    /** Longer than any deadline, with what reading may go on after it. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final int[] BATCH_SIZES = {1, 3, 100};

    private final SplittableRandom random;
    private final int batchSize;
    private final VirtualLoop time = new VirtualLoop();
    private final SimulatedRecord record = new SimulatedRecord(time, this::recorded);
    private final SimulatedCloud cloud;
    private final List<SimulatedReplica> replicas = new ArrayList<>();
    private final Map<String, SimulatedRecord.Job> jobOf = new HashMap<>();
    final List<String> violations = new ArrayList<>();
    /** What happened, for whoever replays it. */
    final List<String> history = new ArrayList<>();

    int kills;

    Simulation(long seed) {
        random = new SplittableRandom(seed);
        batchSize = BATCH_SIZES[random.nextInt(BATCH_SIZES.length)];
        cloud = new SimulatedCloud(time, random, record::now, violations::add, this::tell);
    }

    int calls() {
        return cloud.calls;
    }

    /** Ends with the first violation, or when everything is over. */
    void run() {
        IntStream.rangeClosed(0, random.nextInt(3)).forEach(i -> begin());
        IntStream.rangeClosed(0, random.nextInt(4)).forEach(this::submit);
        trouble();
        while (violations.isEmpty() && time.nanos() < STORM.toNanos()) {
            time.step();
        }
        calm();
        while (violations.isEmpty() && !isOver()) {
            if (time.nanos() > LONGEST.toNanos()) {
                violations.add("not over after " + LONGEST + ": " + open());
            }
            time.step();
        }
    }

    private void begin() {
        replicas.add(new SimulatedReplica(time, record, cloud, random, new Times(), batchSize, guard(), this::begun));
    }

    /** Replicas are replaced one by one, so some have a rule, or know of a right that was taken back, and others do not. */
    private Guard guard() {
        Predicate<String> isProtected = random.nextInt(3) == 0 ? id -> id.endsWith("-0") : id -> false;
        Predicate<String> mayUse = random.nextInt(6) == 0 ? tenant -> !tenant.endsWith("1") : tenant -> true;
        return new Guard(id -> isProtected.test(id) ? Optional.of("rule") : Optional.empty(), mayUse);
    }

    private void submit(int number) {
        int size = 1 + random.nextInt(8);
        List<String> ids = IntStream.range(0, size)
                .mapToObj(place -> "i-" + number + "-" + place)
                .toList();
        var id = new UUID(number, random.nextLong());
        var job = new SimulatedRecord.Job(
                id,
                "tenant-" + number % 2,
                ids,
                options(),
                SimulatedRecord.BEGIN.plusSeconds(40 + random.nextInt(300)));
        ids.forEach(instance -> instance(instance, job));
        time.after(Duration.ofMillis(random.nextInt(8000)), () -> arrive(job));
    }

    /** Leased to whoever took it in, or to nobody. */
    private void arrive(SimulatedRecord.Job job) {
        record.jobs.put(job.id, job);
        SimulatedReplica replica = replicas.get(random.nextInt(replicas.size()));
        if (!replica.isKilled()) {
            replica.dispatcher.reserve(job.tenant, SimulatedCloud.TARGET).ifPresent(holder -> {
                Lease lease = record.lease(job, holder, false);
                replica.dispatcher.take(lease);
            });
        }
    }

    private JobOptions options() {
        boolean waits = random.nextInt(3) == 0;
        return new JobOptions(
                StoppedMode.KeepCharging,
                false,
                false,
                random.nextInt(6) == 0,
                waits ? WaitFor.Stopped : WaitFor.Accepted,
                random.nextInt(4) == 0 ? 1 + random.nextInt(3) : null,
                random.nextInt(5) == 0 ? random.nextInt(3) : null,
                waits && random.nextBoolean() ? Duration.ofSeconds(10) : null,
                null,
                null);
    }

    private void instance(String id, SimulatedRecord.Job job) {
        var instance = new SimulatedCloud.Instance();
        int kind = random.nextInt(20);
        if (kind == 0) {
            instance.gone = true;
        } else if (kind == 1) {
            instance.forbidden = true;
        } else if (kind == 2) {
            instance.state = State.STOPPED;
            instance.everDown = true;
        } else if (kind == 3) {
            instance.state = State.CHANGING;
            time.after(Duration.ofSeconds(1 + random.nextInt(20)), () -> instance.state = State.RUNNING);
        }
        cloud.instances.put(id, instance);
        jobOf.put(id, job);
    }

    /** Something happens now and then until the storm is over. */
    private void trouble() {
        time.after(Duration.ofMillis(200 + random.nextInt(2500)), () -> {
            if (time.nanos() < STORM.toNanos()) {
                strike();
                trouble();
            }
        });
    }

    private void strike() {
        int number = random.nextInt(replicas.size());
        SimulatedReplica replica = replicas.get(number);
        int kind = random.nextInt(8);
        tell("strike " + kind + " on replica " + number);
        switch (kind) {
            case 0, 1 -> {
                kills++;
                replica.kill();
                begin();
            }
            case 2 -> replica.stopFor(Duration.ofMillis(random.nextInt(14_000)));
            case 3 -> {
                replica.terminate();
                begin();
            }
            case 4 -> cloud.denied = !cloud.denied;
            case 5 ->
                record.jobs.values().stream()
                        .filter(job -> random.nextInt(4) == 0)
                        .filter(job -> !job.state.isFinal())
                        .forEach(job -> job.cancelRequested = true);
            default ->
                cloud.instances.keySet().stream()
                        .sorted()
                        .filter(id -> random.nextInt(3) == 0)
                        .forEach(cloud::startAgain);
        }
    }

    private void calm() {
        cloud.badWeather = false;
        cloud.denied = false;
        replicas.forEach(replica -> replica.badWeather = false);
        begin();
        replicas.get(replicas.size() - 1).badWeather = false;
    }

    private boolean isOver() {
        return record.jobs.values().stream().allMatch(job -> job.state.isFinal())
                && replicas.stream()
                        .allMatch(replica ->
                                replica.isKilled() || replica.dispatcher.held().isEmpty());
    }

    private List<UUID> open() {
        return record.jobs.values().stream()
                .filter(job -> !job.state.isFinal())
                .map(job -> job.id)
                .toList();
    }

    /** What must hold whenever a call begins. */
    private void begun(SimulatedReplica replica, Order order) {
        tell("replica " + replicas.indexOf(replica) + " calls " + order);
        demand(order.instanceIds().size() <= batchSize, order + " names more than may go together");
        order.instanceIds().forEach(id -> begun(replica, order, id));
    }

    private void begun(SimulatedReplica replica, Order order, String instanceId) {
        SimulatedRecord.Job job = jobOf.get(instanceId);
        String call = "call for " + instanceId + " at " + Duration.ofNanos(time.nanos());
        demand(record.isAlive(replica.name, SimulatedCloud.CALL_TIMEOUT), call + " without a lease that outlives it");
        demand(replica.name.equals(job.leasedBy), call + " by one who does not hold the job");
        demand(replica.guard.protection().ruleOf(instanceId).isEmpty(), call + " which is protected");
        demand(replica.guard.mayUse().test(job.tenant), call + " at a target that is not the tenant's");
        demand(!(job.options.dryRun() && order instanceof StopOrder), call + " stops in a dry run");
        int ordinal = job.instanceIds.indexOf(instanceId);
        Outcome known = job.outcomes.get(ordinal);
        demand(known == null || !job.isOver(known), call + " after its outcome was recorded");
    }

    /** What must hold of each outcome that goes on record. */
    private void recorded(SimulatedRecord.Job job, Outcome outcome) {
        SimulatedCloud.Instance instance = cloud.instances.get(job.instanceIds.get(outcome.ordinal()));
        String what = job.instanceIds.get(outcome.ordinal()) + " told as " + outcome.state() + " " + outcome.code();
        boolean dry = job.options.dryRun();
        tell("epoch " + outcome.epoch() + " " + what + " " + outcome.tally());
        if (outcome.state() == OperationState.Accepted || outcome.state() == OperationState.Stopped) {
            demand(dry || instance.everDown, what + " though nothing ever stopped it");
        } else if ("RestartedSince".equals(outcome.code())) {
            Instant since = instance.restartedAt;
            demand(since.isAfter(job.started), what + " though nobody started it");
        } else if (outcome.state() == OperationState.Skipped || outcome.state() == OperationState.Cancelled) {
            demand(instance.stops == 0, what + " though it was stopped");
        }
        demand(!dry || instance.stops == 0, what + " stopped by a dry run");
        boolean missing =
                outcome.state() == OperationState.Failed && Kind.REFUSED.name().equals(outcome.code());
        demand(!missing || instance.gone, what + " though it is there");
    }

    private void tell(String event) {
        history.add(Duration.ofNanos(time.nanos()) + " " + event);
    }

    private void demand(boolean holds, String otherwise) {
        if (!holds) {
            violations.add(otherwise);
        }
    }

    /** Short ones, so that leases are lost often. */
    private static final class Times implements DispatchConfig {
        @Override
        public Duration lease() {
            return Duration.ofSeconds(9);
        }

        @Override
        public Duration heartbeat() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration callTimeout() {
            return SimulatedCloud.CALL_TIMEOUT;
        }

        @Override
        public int maxLeasedJobs() {
            return 4;
        }

        @Override
        public Duration deadline() {
            return Duration.ofMinutes(5);
        }
    }
}
