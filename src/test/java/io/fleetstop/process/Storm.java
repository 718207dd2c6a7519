package io.fleetstop.process;

import io.fleetstop.process.history.History.Disturbance;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Kills and freezes replicas at moments drawn beforehand, so that a seed brings the same storm again. */
final class Storm implements AutoCloseable {

    /**
     * @param lasts time in which all of it happens
     * @param shortestFreeze longer than a lease, so that others take over what the frozen one holds
     */
    record Strength(int kills, int freezes, Duration lasts, Duration shortestFreeze) {}

    /** So long outcomes pile up in a process before it is frozen: what it then records after it thaws was reached under a lost lease. */
    private static final Duration JAM = Duration.ofMillis(1_500);

    private record Strike(Duration at, int victim, Duration freeze) {
        boolean isKill() {
            return freeze.isZero();
        }
    }

    private final List<Replica> replicas;
    private final RecordWitness witness;
    private final Instant epoch;
    private final List<Strike> strikes;
    private final ConcurrentLinkedQueue<Disturbance> disturbances = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(3);
    private final CountDownLatch open;

    /** @param epoch from which the disturbances' times are counted */
    Storm(List<Replica> replicas, RecordWitness witness, Instant epoch, Strength strength, SplittableRandom random) {
        this.replicas = replicas;
        this.witness = witness;
        this.epoch = epoch;
        this.strikes = draw(replicas.size(), strength, random);
        this.open = new CountDownLatch(strikes.size());
    }

    private static List<Strike> draw(int replicas, Strength strength, SplittableRandom random) {
        List<Strike> all = new ArrayList<>();
        long last = strength.lasts().toMillis();
        for (int kill = 0; kill < strength.kills(); kill++) {
            all.add(new Strike(Duration.ofMillis(random.nextLong(last)), random.nextInt(replicas), Duration.ZERO));
        }
        for (int freeze = 0; freeze < strength.freezes(); freeze++) {
            // One after the other, each with its own part of the storm; the first when jobs are under way.
            long part = last / strength.freezes();
            long at = part * freeze + part / 3 + random.nextLong(Math.max(1, part / 3));
            Duration length = strength.shortestFreeze().plusMillis(random.nextLong(2_000));
            all.add(new Strike(Duration.ofMillis(at), random.nextInt(replicas), length));
        }
        return all;
    }

    void begin() {
        strikes.forEach(strike ->
                clock.schedule(() -> guarded(() -> strike(strike)), strike.at().toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Waits until the last one was killed or has thawed. */
    void awaitEnd(Duration atMost) {
        try {
            if (!open.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(open.getCount() + " strikes have not come to their end");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    List<Disturbance> disturbances() {
        return List.copyOf(disturbances);
    }

    long kills() {
        return disturbances.stream()
                .filter(disturbance -> disturbance.what().equals("kill"))
                .count();
    }

    /** Of replicas that ended by themselves, among others. */
    List<Throwable> failures() {
        return List.copyOf(failures);
    }

    private void strike(Strike strike) {
        if (strike.isKill()) {
            kill(strike);
        } else {
            AutoCloseable jam = witness.jam();
            clock.schedule(() -> guarded(() -> freeze(strike, jam)), JAM.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Whoever is frozen is passed over for the next. */
    private void kill(Strike strike) {
        Duration from = now();
        if (inTurn(strike).anyMatch(Replica::kill)) {
            disturbances.add(new Disturbance("kill", from, from));
            open.countDown();
        } else {
            again(strike);
        }
    }

    private void freeze(Strike strike, AutoCloseable jam) {
        Duration from = now();
        Optional<Replica> frozen;
        try (jam) {
            frozen = inTurn(strike).filter(Replica::freeze).findFirst();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
        frozen.ifPresentOrElse(
                victim -> clock.schedule(
                        () -> guarded(() -> thaw(victim, from)), strike.freeze().toMillis(), TimeUnit.MILLISECONDS),
                () -> again(strike));
    }

    private Stream<Replica> inTurn(Strike strike) {
        return IntStream.range(0, replicas.size())
                .mapToObj(place -> replicas.get((strike.victim() + place) % replicas.size()));
    }

    /** When all are at their beginning, or frozen. */
    private void again(Strike strike) {
        clock.schedule(() -> guarded(() -> strike(strike)), 200, TimeUnit.MILLISECONDS);
    }

    private void thaw(Replica victim, Duration from) {
        disturbances.add(new Disturbance("freeze", from, now()));
        victim.thaw();
        open.countDown();
    }

    private void guarded(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | AssertionError failed) {
            failures.add(failed);
            open.countDown();
        }
    }

    private Duration now() {
        return Duration.between(epoch, Instant.now());
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
