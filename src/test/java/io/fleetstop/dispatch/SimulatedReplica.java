package io.fleetstop.dispatch;

import io.fleetstop.job.ClaimJobs.Room;
import io.fleetstop.job.CloseJobs.Closed;
import io.fleetstop.job.JobState;
import io.fleetstop.job.LaneReport;
import io.fleetstop.job.Lease;
import io.fleetstop.job.Outcome;
import io.fleetstop.pacing.Course;
import io.fleetstop.pacing.Draw;
import io.fleetstop.pacing.Grant;
import io.fleetstop.pacing.SharedPace;
import io.fleetstop.provider.Order;
import io.fleetstop.target.Cloud;
import io.fleetstop.target.Target;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** One process of the engine: it can be killed, stopped for a while, and cut off from the record. */
final class SimulatedReplica implements Loop, Ledger {
    static final int SLOTS = 4;

    /** Metrics of all of them together; nobody reads them. */
    private static final SimpleMeterRegistry METRICS = new SimpleMeterRegistry();

    private final VirtualLoop time;
    private final SimulatedRecord record;
    private final RandomGenerator random;
    final Guard guard;
    final Dispatcher dispatcher;
    UUID name;
    boolean badWeather = true;
    private boolean killed;
    private long stoppedUntil;

    /**
     * @param batchSize instances in one call
     * @param guard what the configuration of this very process forbids
     * @param begun told of each call as it begins
     */
    SimulatedReplica(
            VirtualLoop time,
            SimulatedRecord record,
            SimulatedCloud cloud,
            RandomGenerator random,
            DispatchConfig config,
            int batchSize,
            Guard guard,
            BiConsumer<SimulatedReplica, Order> begun) {
        this.time = time;
        this.record = record;
        this.random = random;
        this.guard = guard;
        var target = new Target(
                SimulatedCloud.TARGET,
                Cloud.ALIYUN,
                "region",
                cloud.provider(order -> begun.accept(this, order)),
                SLOTS,
                batchSize,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                guard.protection());
        dispatcher = new Dispatcher(
                this,
                any -> pace(),
                List.of(target),
                (tenant, name) -> guard.mayUse().test(tenant),
                this,
                config,
                random,
                this::rename,
                new Meters(METRICS),
                Traces.NONE);
        dispatcher.start();
    }

    private SharedPace pace() {
        return new SharedPace() {
            @Override
            public CompletionStage<Grant> draw(Draw draw) {
                return statement(() -> record.pace.drawNow(draw)).subscribeAsCompletionStage();
            }

            @Override
            public CompletionStage<Void> steer(Course course) {
                return SimulatedReplica.this
                        .<Void>statement(() -> {
                            record.pace.steerNow(course);
                            return null;
                        })
                        .subscribeAsCompletionStage();
            }
        };
    }

    private UUID rename() {
        name = new UUID(random.nextLong(), random.nextLong());
        return name;
    }

    void kill() {
        killed = true;
    }

    boolean isKilled() {
        return killed;
    }

    void stopFor(Duration pause) {
        stoppedUntil = time.nanos() + pause.toNanos();
    }

    /** Ends as a process that was asked to. */
    void terminate() {
        dispatcher.drain();
        execute(this::leaveWhenIdle);
    }

    private void leaveWhenIdle() {
        if (dispatcher.isIdle()) {
            dispatcher.leave().subscribe().with(done -> kill(), failed -> kill());
        } else {
            after(Duration.ofMillis(20), this::leaveWhenIdle);
        }
    }

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public long nanos() {
        return time.nanos();
    }

    @Override
    public void after(Duration delay, Runnable task) {
        time.after(delay, () -> run(task));
    }

    private void run(Runnable task) {
        if (killed) {
            return;
        }
        if (stoppedUntil - time.nanos() > 0) {
            time.after(Duration.ofNanos(stoppedUntil - time.nanos()), () -> run(task));
        } else {
            task.run();
        }
    }

    @Override
    public Uni<Boolean> beat(UUID replica, Duration lease, List<LaneReport> lanes) {
        return statement(() -> record.beat(replica, lease));
    }

    @Override
    public Uni<Void> leave(UUID replica, Collection<UUID> handedBack) {
        return statement(() -> {
            record.leave(replica, handedBack);
            return null;
        });
    }

    @Override
    public Uni<List<Lease>> claim(UUID replica, List<Room> rooms, Collection<UUID> held, boolean suspects) {
        return statement(() -> record.claim(replica, rooms, held, suspects));
    }

    @Override
    public Uni<Set<UUID>> cancelled(Collection<UUID> held) {
        return statement(() -> record.cancelled(held));
    }

    @Override
    public Uni<Map<UUID, JobState>> settle(List<Outcome> outcomes) {
        return statement(() -> record.settle(outcomes));
    }

    @Override
    public Uni<List<Closed>> close(Collection<String> targets) {
        return statement(List::of);
    }

    @Override
    public Uni<Integer> forget(Duration olderThan) {
        return statement(() -> 0);
    }

    @Override
    public Uni<Void> forgetDead() {
        return statement(() -> null);
    }

    @Override
    public Uni<Void> samplePaces() {
        return statement(() -> null);
    }

    /** In bad weather it fails before its effect or after it, or takes longer than anybody waits. */
    private <T> Uni<T> statement(Supplier<T> effect) {
        int weather = badWeather ? random.nextInt(100) : 99;
        Duration way = Duration.ofMillis(weather < 3 ? 8000 : 1 + random.nextLong(15));
        return Uni.createFrom()
                .emitter(emitter -> time.after(way, () -> {
                    if (weather >= 3 && weather < 6) {
                        emitter.fail(new IllegalStateException("connection lost before"));
                        return;
                    }
                    T result = effect.get();
                    if (weather >= 6 && weather < 9) {
                        emitter.fail(new IllegalStateException("connection lost after"));
                    } else {
                        time.after(way, () -> emitter.complete(result));
                    }
                }));
    }
}
