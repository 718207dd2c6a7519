package io.fleetstop.process;

import io.fleetstop.process.history.Checker;
import io.fleetstop.process.history.History;
import io.fleetstop.process.history.History.Call;
import io.fleetstop.process.history.History.Intruder;
import io.fleetstop.process.history.History.Submission;
import io.fleetstop.process.history.History.Terms;
import io.fleetstop.process.history.Violation;
import io.fleetstop.simulator.Fault;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A cluster of three, a cloud, a database, callers, and a storm over all of it; in the end the history of what happened. */
final class ChaosRun {
    private static final int REPLICAS = 3;
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(1);
    /** The least that the configuration's own check allows. */
    private static final Duration LEASE = Duration.ofSeconds(7);

    private static final Duration LONGEST_FREEZE = LEASE.plusSeconds(4);
    private static final int BURST = 20;

    /** What may befall a call besides the rate; those that hang cost a whole call time-out. */
    private static final List<Fault> FAULTS = List.of(
            Fault.BROKEN_AFTER_EFFECT,
            Fault.BROKEN_BEFORE_EFFECT,
            Fault.HANG_AFTER_EFFECT,
            Fault.HANG_BEFORE_EFFECT,
            Fault.INTERNAL_ERROR,
            Fault.SERVICE_UNAVAILABLE,
            Fault.THROTTLED,
            Fault.TRUNCATED_BODY,
            Fault.EMPTY_BODY);

    /**
     * @param ratePerSecond that the cloud takes: so slow that there is work until the storm is over
     * @param patience after the storm, for what is left
     */
    record Plan(Path jar, int jobs, double ratePerSecond, int kills, int freezes, Duration storm, Duration patience) {}

    private final Plan plan;
    private final SplittableRandom random;
    private final long seed;
    private final Instant begun = Instant.now();
    private final List<Violation> violations = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private String summary = "no summary";

    private ChaosRun(Plan plan, long seed) {
        this.plan = plan;
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    static ChaosRun of(Plan plan, long seed) {
        ChaosRun run = new ChaosRun(plan, seed);
        try (LoopbackCloud cloud = LoopbackCloud.start(Map.of(
                "instances", Integer.toString(plan.jobs() * 100),
                "latency.min", "150ms",
                "latency.max", "400ms",
                "rate-per-second", Double.toString(plan.ratePerSecond()),
                "burst", Integer.toString(BURST)))) {
            run.run(cloud);
        }
        return run;
    }

    List<Violation> violations() {
        return violations;
    }

    /** What went wrong with the run itself. */
    List<Throwable> failures() {
        return failures;
    }

    /** One line of figures, with the seed that brings the same storm again. */
    @Override
    public String toString() {
        return summary;
    }

    private void run(LoopbackCloud cloud) {
        plantFaults(cloud);
        String database = TestDatabase.fresh();
        RecordWitness witness = new RecordWitness(database, cloud.madeAt());
        List<Replica> replicas = new ArrayList<>();
        try {
            for (int number = 1; number <= REPLICAS; number++) {
                replicas.add(new Replica(number, plan.jar(), environment(database, cloud)));
            }
            replicas.forEach(Replica::awaitReady);
            witness.watch();
            strike(cloud, witness, replicas);
        } finally {
            replicas.forEach(Replica::close);
        }
    }

    private void strike(LoopbackCloud cloud, RecordWitness witness, List<Replica> replicas) {
        var strength = new Storm.Strength(plan.kills(), plan.freezes(), plan.storm(), LEASE.plusSeconds(2));
        try (PatientCaller caller = new PatientCaller(replicas);
                Storm storm = new Storm(replicas, witness, cloud.madeAt(), strength, random)) {
            List<CompletableFuture<Submission>> asked = new ArrayList<>();
            for (int number = 0; number < plan.jobs(); number++) {
                asked.add(caller.submit(cloud.hundred(number), "job-" + number, submittedAfter(number)));
            }
            storm.begin();
            storm.awaitEnd(plan.storm().plus(LONGEST_FREEZE).plusSeconds(60));
            int openAfterStorm = witness.openJobs();
            List<Submission> submissions = asked.stream()
                    .map(future -> future.orTimeout(60, TimeUnit.SECONDS).join())
                    .toList();
            // Not an assertion: jobs that never end are the checker's to find.
            boolean ended = awaitEnd(witness);
            failures.addAll(storm.failures());
            judge(cloud, witness, storm, submissions);
            summary += " attempts=%d openAfterStorm=%d ended=%s".formatted(caller.attempts(), openAfterStorm, ended);
        }
    }

    /** A part at once, the others all through the storm, so that kills meet callers as well. */
    private Duration submittedAfter(int number) {
        int atOnce = plan.jobs() * 2 / 5;
        long step = plan.storm().toMillis() * 4 / 5 / (plan.jobs() - atOnce);
        return Duration.ofMillis(Math.max(0, number - atOnce) * step);
    }

    private boolean awaitEnd(RecordWitness witness) {
        try {
            await().atMost(plan.patience()).pollInterval(Duration.ofMillis(500)).until(() -> witness.openJobs() == 0);
            return true;
        } catch (ConditionTimeoutException late) {
            return false;
        }
    }

    private void judge(LoopbackCloud cloud, RecordWitness witness, Storm storm, List<Submission> submissions) {
        assertThat((long) cloud.callsHeld()).as("the cloud's log is whole").isEqualTo(cloud.callsEver());
        List<Call> calls = cloud.stopCalls().stream()
                .map(call -> new Call(call.at(), call.instanceIds().get(0), call.tookEffect(), call.code()))
                .toList();
        List<Intruder> intruders = witness.intruders();
        History history = new History(
                new Terms(plan.ratePerSecond(), BURST, CALL_TIMEOUT),
                submissions,
                calls,
                downBefore(cloud),
                storm.disturbances(),
                witness.jobs(),
                witness.outcomes(),
                intruders);
        violations.addAll(Checker.check(history));
        long throttled = calls.stream()
                .filter(call -> call.code().startsWith("Throttling"))
                .count();
        summary =
                ("seed=%d seconds=%d kills=%d freezes=%d takeOvers=%d jobs=%d outcomes=%d calls=%d throttled=%d effects=%d"
                                + " intruders=%d written=%d violations=%s states=%s")
                        .formatted(
                                seed,
                                Duration.between(begun, Instant.now()).toSeconds(),
                                storm.kills(),
                                storm.disturbances().size() - storm.kills(),
                                witness.takeOvers(),
                                history.jobs().size(),
                                history.outcomes().size(),
                                calls.size(),
                                throttled,
                                calls.stream().filter(Call::tookEffect).count(),
                                intruders.size(),
                                intruders.stream().filter(Intruder::written).count(),
                                Checker.count(violations),
                                history.outcomes().stream()
                                        .collect(Collectors.groupingBy(
                                                row -> row.state() + (row.code() == null ? "" : "/" + row.code()),
                                                TreeMap::new,
                                                Collectors.counting())));
    }

    private static Set<String> downBefore(LoopbackCloud cloud) {
        return cloud.fleet().all().stream()
                .filter(instance -> instance.scenario() == Scenario.ALREADY_STOPPED
                        || instance.scenario() == Scenario.ALREADY_STOPPING)
                .map(Instance::id)
                .collect(Collectors.toSet());
    }

    /** On every tenth instance or so, once or twice. */
    private void plantFaults(LoopbackCloud cloud) {
        for (Instance instance : cloud.fleet().all()) {
            if (random.nextInt(10) == 0) {
                cloud.faults()
                        .onInstance(instance.id(), FAULTS.get(random.nextInt(FAULTS.size())), 1 + random.nextInt(2));
            }
        }
    }

    private static ServiceEnvironment environment(String database, LoopbackCloud cloud) {
        return ServiceEnvironment.onDatabase(database)
                .stoppingIn(cloud)
                .with("FLEETSTOP_DISPATCH_CALL_TIMEOUT", CALL_TIMEOUT.toString())
                .with("FLEETSTOP_DISPATCH_HEARTBEAT", "PT0.5S")
                .with("FLEETSTOP_DISPATCH_LEASE", LEASE.toString())
                .with("FLEETSTOP_TARGETS__CLOUD__MAX_IN_FLIGHT", "6");
    }
}
