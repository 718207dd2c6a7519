package io.fleetstop.process;

import io.fleetstop.process.FreshConnection.Exchange;
import io.fleetstop.process.FreshConnection.Fate;
import io.fleetstop.process.HeavyLoad.Unanswered;
import io.fleetstop.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** SIGTERM to one replica after the other, each with callers and calls under way: a roll-out that never ends. */
@Tag("chaos")
class TerminatedUnderLoadIT {
    private static final Logger LOG = Logger.getLogger(TerminatedUnderLoadIT.class);

    private static final int ROUNDS = 30;
    private static final long SEED = Long.getLong("seed", 20_260_103L);
    /** 128 and the number of the signal. */
    private static final int ENDED_BY_SIGTERM = 143;

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(2);
    /** The slowest call, the last write, and the way out of a busy machine. */
    private static final Duration LIMIT = CALL_TIMEOUT.plusSeconds(6);
    /** Half of a lease, so that what is finished by then was handed back and did not run out. */
    private static final Duration FINISHED_WITHIN = Duration.ofSeconds(30);

    /**
     * Requests are taken until the last one that was under way is answered, and then the door is closed at once: who comes in that moment
     * gets no answer. That is a few requests of each caller at most.
     */
    private static final int MOST_AT_THE_DOOR = 4 * HeavyLoad.CALLERS;

    private final Random random = new Random(SEED);
    private final LoopbackCloud cloud =
            LoopbackCloud.start(Map.of("latency.min", "200ms", "latency.max", "600ms", "instances", "20000"));
    private final Iterator<String> instances = cloud.normal().iterator();
    private final String database = TestDatabase.fresh();
    private final JobRecord record = new JobRecord(database);
    private final JobTables tables = new JobTables(database);
    private final Deque<Replica> replicas = new ArrayDeque<>();

    private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final List<Duration> exits = new ArrayList<>();
    private final Set<String> accepted = new HashSet<>();
    private final List<Unanswered> unanswered = new ArrayList<>();
    private final Map<Integer, Integer> repeats = new TreeMap<>();
    private int lostAtSignal;
    private int storedUnanswered;
    private int heldAtSignal;
    private int notHandedBack;

    private record Replica(String id, ServiceProcess process) {}

    @AfterEach
    void end() {
        replicas.forEach(replica -> replica.process().close());
        cloud.close();
    }

    @Test
    void a_replica_terminated_under_load_loses_no_request_and_hands_its_jobs_to_the_others() {
        startReplica();
        for (int round = 0; round < ROUNDS; round++) {
            startReplica();
            terminate(replicas.remove(), round);
        }
        await("all jobs final")
                .atMost(FINISHED_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> tables.open() == 0);
        report();
        check();
    }

    private void startReplica() {
        List<String> known = replicas.stream().map(Replica::id).toList();
        ServiceProcess process = ServiceProcess.start(ServiceEnvironment.onDatabase(database)
                .stoppingIn(cloud)
                // Three replicas share the server of the tests, whose connections are few.
                .with("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "10")
                .with("FLEETSTOP_DISPATCH_CALL_TIMEOUT", CALL_TIMEOUT.toString())
                .with("FLEETSTOP_DISPATCH_LEASE", "60S")
                // Fewer than the callers ask for, so that there is something left to hand over.
                .with("FLEETSTOP_TARGETS__CLOUD__MAX_IN_FLIGHT", "12")
                .variables());
        // One at a time, so that it is known which is which.
        String id = await().until(
                        () -> record.replicas().stream()
                                .filter(replica -> !known.contains(replica))
                                .toList(),
                        started -> started.size() == 1)
                .get(0);
        replicas.add(new Replica(id, process));
    }

    private void terminate(Replica replica, int round) {
        try (ServiceProcess process = replica.process()) {
            HeavyLoad load = HeavyLoad.on(process, "round-" + round, instances);
            long signalAt;
            try (load) {
                int enough = 20 + random.nextInt(60);
                await("jobs taken")
                        .atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> load.accepted().size() >= enough);
                Set<String> held = record.heldBy(replica.id());
                assertThat(held).as("jobs under way at the signal").isNotEmpty();
                heldAtSignal += held.size();
                signalAt = System.nanoTime();
                // Whatever is begun from here on may find the door closing.
                process.terminate();
                assertThat(process.exitCode(LIMIT)).isEqualTo(ENDED_BY_SIGTERM);
                exits.add(Duration.ofNanos(System.nanoTime() - signalAt));
            }
            take(load, signalAt);
        }
        assertThat(tables.replicaRows(replica.id()))
                .as("rows of the replica that left")
                .isZero();
        notHandedBack += record.heldBy(replica.id()).size();
        await("finished by the others")
                .atMost(FINISHED_WITHIN)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> tables.openOf(accepted) == 0);
    }

    private void take(HeavyLoad load, long signalAt) {
        for (Fate fate : Fate.values()) {
            fates.merge(fate, load.count(fate), Integer::sum);
        }
        load.statuses().forEach((status, count) -> statuses.merge(status, count, Integer::sum));
        accepted.addAll(load.accepted());
        unanswered.addAll(load.unanswered());
        lostAtSignal += (int) load.unanswered().stream()
                .filter(request -> request.begunAt() - signalAt < 0)
                .count();
        assertThat(load.unanswered())
                .as("requests that met the closing door")
                .hasSizeLessThanOrEqualTo(MOST_AT_THE_DOOR);
        load.unanswered().stream().filter(request -> request.json() != null).forEach(this::repeat);
    }

    /** As its caller would: whether it had arrived or not, there is one job in the end. */
    private void repeat(Unanswered request) {
        storedUnanswered += record.jobsWithToken(request.token());
        String url = replicas.element().process().url() + "/v1/stop-jobs";
        Exchange again = FreshConnection.post(url, request.json());
        assertThat(again.status()).as("repeat of %s", request).isIn(200, 202, 412);
        repeats.merge(again.status(), 1, Integer::sum);
        assertThat(record.jobsWithToken(request.token()))
                .as("jobs of %s", request)
                .isEqualTo(1);
    }

    private void report() {
        LOG.infof(
                "terminated under load: seed %d, %d rounds, requests %s, statuses %s, %d jobs accepted, "
                        + "%d held at the signals, %d left with their holder's name, %d taken over, ends %s, "
                        + "%d unanswered: %d begun before the signal, %d stored, posts repeated with %s; exit after %d to %d ms",
                SEED,
                exits.size(),
                fates,
                statuses,
                accepted.size(),
                heldAtSignal,
                notHandedBack,
                tables.takenOver(),
                tables.ends(),
                unanswered.size(),
                lostAtSignal,
                storedUnanswered,
                repeats,
                Collections.min(exits).toMillis(),
                Collections.max(exits).toMillis());
    }

    private void check() {
        Set<String> lost = new HashSet<>(accepted);
        lost.removeAll(tables.ids());
        assertThat(lost).as("accepted and lost").isEmpty();
        assertThat(tables.miscounted()).as("counters differ from outcomes").isEmpty();
        assertThat(tables.ends()).containsExactly("Succeeded " + tables.ids().size());
        assertThat(cloud.stoppedTwice()).isEmpty();
        assertThat(tables.takenOver()).as("jobs handed over").isGreaterThanOrEqualTo(ROUNDS);
        assertThat(statuses.keySet()).isSubsetOf(200, 202, 503);
        assertThat(fates.get(Fate.CUT)).as("answers cut short").isZero();
        assertThat(lostAtSignal)
                .as("requests under way at a signal and never answered")
                .isZero();
    }
}
