package io.fleetstop.process;

import io.fleetstop.process.SteadyLoad.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The database server is killed, restarted and frozen under a service with callers and jobs under way. */
@Tag("chaos")
class DatabaseChaosIT {
    private static final Logger LOG = Logger.getLogger(DatabaseChaosIT.class);

    private static final int KILLS = 10;
    private static final int RESTARTS = 5;
    private static final int FREEZES = 5;
    private static final Duration FROZEN = Duration.ofSeconds(15);
    private static final long SEED = Long.getLong("seed", 20_260_102L);

    /** From the moment the server takes connections. */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(5);
    /** The service's own limit is five seconds; the rest is for a busy machine. */
    private static final Duration SLOWEST = Duration.ofMillis(6_500);

    private final Random random = new Random(SEED);
    private final LoopbackCloud cloud =
            LoopbackCloud.start(Map.of("latency.min", "500ms", "latency.max", "1500ms", "instances", "20000"));
    private final List<Duration> recoveries = new ArrayList<>();
    private int openAtTheBlow;

    @TempDir
    Path folder;

    private OwnPostgres postgres;
    private JobTables tables;
    private ServiceProcess service;

    @BeforeEach
    void start() {
        postgres = OwnPostgres.start(folder);
        String database = postgres.database("chaos");
        tables = new JobTables(database);
        service = ServiceProcess.start(ServiceEnvironment.onDatabase(database)
                .stoppingIn(cloud)
                // Frozen for longer than its lease, it must lose its jobs and get them back.
                .with("FLEETSTOP_DISPATCH_CALL_TIMEOUT", "2S")
                .with("FLEETSTOP_DISPATCH_HEARTBEAT", "1S")
                .with("FLEETSTOP_DISPATCH_LEASE", "9S")
                .variables());
    }

    @AfterEach
    void end() {
        service.close();
        postgres.close();
        cloud.close();
    }

    @Test
    void no_accepted_job_is_lost_and_callers_are_only_put_off_while_the_database_is_killed_restarted_and_frozen() {
        SteadyLoad load = SteadyLoad.on(service, cloud.normal().iterator(), SEED);
        try (load) {
            calm(load);
            for (int kill = 0; kill < KILLS; kill++) {
                survives(load, () -> {
                    postgres.kill();
                    postgres.restart();
                });
            }
            for (int restart = 0; restart < RESTARTS; restart++) {
                survives(load, postgres::restart);
            }
            for (int freeze = 0; freeze < FREEZES; freeze++) {
                survives(load, () -> {
                    postgres.freeze();
                    await().pollDelay(FROZEN).atMost(FROZEN.plusSeconds(5)).until(() -> true);
                    postgres.thaw();
                });
            }
        }
        await("all jobs final")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> tables.open() == 0);
        report(load);
        check(load);
    }

    private void survives(SteadyLoad load, Runnable blow) {
        openAtTheBlow += tables.open();
        blow.run();
        postgres.awaitAccepting();
        long accepting = System.nanoTime();
        long first = await("traffic works again")
                .atMost(BACK_WITHIN.plusSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> firstTaken(load, accepting), Objects::nonNull);
        recoveries.add(Duration.ofNanos(first - accepting));
        calm(load);
    }

    /** When the first new job was taken after that moment. */
    private static Long firstTaken(SteadyLoad load, long moment) {
        return load.answers().stream()
                .filter(answer -> answer.status() == 202 && answer.at() - moment > 0)
                .map(Answer::at)
                .findFirst()
                .orElse(null);
    }

    /** Until some more jobs were taken, so that no blow falls on a service that does nothing. */
    private void calm(SteadyLoad load) {
        int enough = load.accepted().size() + 5 + random.nextInt(10);
        await("jobs taken")
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> load.accepted().size() >= enough);
    }

    private void report(SteadyLoad load) {
        LOG.infof(
                "database chaos: seed %d, %d kills, %d restarts, %d freezes of %d s, %d jobs open at the blows, "
                        + "answers %s, slowest %d ms, %d jobs accepted, %d stored, %d taken over, ends %s, "
                        + "first new job after the database accepts: kills %s, restarts %s, freezes %s ms",
                SEED,
                KILLS,
                RESTARTS,
                FREEZES,
                FROZEN.toSeconds(),
                openAtTheBlow,
                load.statuses(),
                slowest(load).toMillis(),
                load.accepted().size(),
                tables.ids().size(),
                tables.takenOver(),
                tables.ends(),
                millis(0, KILLS),
                millis(KILLS, KILLS + RESTARTS),
                millis(KILLS + RESTARTS, KILLS + RESTARTS + FREEZES));
    }

    private void check(SteadyLoad load) {
        Set<String> lost = new HashSet<>(load.accepted());
        lost.removeAll(tables.ids());
        assertThat(lost).as("accepted and lost").isEmpty();
        assertThat(tables.miscounted()).as("counters differ from outcomes").isEmpty();
        assertThat(tables.ends()).containsExactly("Succeeded " + tables.ids().size());
        assertThat(cloud.stoppedTwice()).isEmpty();
        assertThat(load.answers().stream().map(Answer::failure).filter(Objects::nonNull))
                .as("requests without an answer")
                .isEmpty();
        assertThat(load.statuses().keySet()).isSubsetOf(200, 202, 412, 503);
        assertThat(slowest(load)).isLessThanOrEqualTo(SLOWEST);
        assertThat(Collections.max(recoveries)).isLessThanOrEqualTo(BACK_WITHIN);
        assertThat(service.lines()).as("errors").noneMatch(DatabaseChaosIT::isError);
    }

    /** The database client does not stop the timer of a connection that was refused; when it runs out, it says so and does nothing. */
    private static boolean isError(String line) {
        return line.contains(" ERROR ") && !line.endsWith("IllegalStateException: Result is already complete");
    }

    private List<Long> millis(int from, int to) {
        return recoveries.subList(from, to).stream().map(Duration::toMillis).toList();
    }

    private static Duration slowest(SteadyLoad load) {
        return load.answers().stream()
                .map(Answer::took)
                .max(Duration::compareTo)
                .orElseThrow();
    }
}
