package io.fleetstop.process;

import io.fleetstop.simulator.CallRecord;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two replicas with a database and a cloud of their own, that freeze in turns while they hold jobs. */
final class ReplicaPair implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** The shortest that the checks of the configuration allow for calls of half a second. */
    private static final Duration LEASE = Duration.ofMillis(5_900);
    /** Answers that came in while it was frozen are heard, and timers that ran out run, within milliseconds of the thaw. */
    private static final Duration WATCHED = Duration.ofMillis(1_500);

    private static final int JOB_SIZE = 50;
    private static final int SHORT_JOB_SIZE = 10;
    /** Long enough for the freeze to come first, shorter than the lease. */
    private static final Duration SHORT_DEADLINE = Duration.ofSeconds(4);

    private static final int IN_FLIGHT = 32;

    private final LoopbackCloud cloud;
    private final JobTables tables;
    private final JobRecord record;
    private final List<ServiceProcess> replicas = new ArrayList<>();
    private final Iterator<String> fresh;
    private final Random random;

    /**
     * What one SIGSTOP came to.
     *
     * @param frozen how long the holder did not run
     * @param inFlight calls that it had under way, at least
     * @param settles times that it tried to write outcomes of the lost jobs afterwards
     * @param lateStops stop calls that arrived afterwards, in vain
     * @param reads times that it asked the cloud for states of instances afterwards
     */
    record Round(Duration frozen, int inFlight, int settles, int lateStops, int reads) {}

    /** @param rounds that there are to be instances for */
    ReplicaPair(String database, int rounds, long seed) {
        random = new Random(seed);
        cloud = LoopbackCloud.start(Map.of(
                "latency.min", "300ms",
                "latency.max", "450ms",
                // A fifth of all instances are special.
                "instances", Integer.toString((rounds + 2) * (JOB_SIZE + SHORT_JOB_SIZE) * 2)));
        fresh = cloud.normal().iterator();
        tables = new JobTables(database);
        record = new JobRecord(database);
        Map<String, String> settings = environment(database).variables();
        try {
            replicas.add(ServiceProcess.start(settings));
            replicas.add(ServiceProcess.start(environment(database).variables()));
        } catch (RuntimeException | AssertionError failed) {
            close();
            throw failed;
        }
        tables.countStatements();
        // A first job takes longer than any later one, so long that it is no measure for when to freeze.
        replicas.forEach(replica -> {
            ServiceClient client = ServiceClient.of(replica);
            client.finished(client.submit(instances(JOB_SIZE), "warm-up-" + replicas.indexOf(replica)));
        });
    }

    private ServiceEnvironment environment(String database) {
        return ServiceEnvironment.onDatabase(database)
                .stoppingIn(cloud)
                // All pairs share one server, whose connections are few.
                .with("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "5")
                .with("FLEETSTOP_DISPATCH_CALL_TIMEOUT", "PT0.5S")
                .with("FLEETSTOP_DISPATCH_HEARTBEAT", "PT0.2S")
                .with("FLEETSTOP_DISPATCH_LEASE", LEASE.toString())
                .with("FLEETSTOP_TARGETS__CLOUD__MAX_IN_FLIGHT", Integer.toString(IN_FLIGHT));
    }

    /** Freezes the holder of two jobs until the other replica has finished them, and watches what it does when it goes on. */
    Round freeze(int number) {
        await("both alive").atMost(PATIENCE).until(() -> record.replicas().size() == 2);
        ServiceProcess holder = replicas.get(number % 2);
        int callsBefore = cloud.stopCalls().size();
        String brief = submitBrief(holder, "brief-" + number);
        String job = ServiceClient.of(holder).submit(instances(JOB_SIZE), "round-" + number);
        List<String> jobs = List.of(job, brief);
        int enough = callsBefore + 1 + random.nextInt(IN_FLIGHT + 8);
        await("calls")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> cloud.stopCalls().size() >= enough);

        Signal.STOP.to(holder.handle());
        long frozenAt = System.nanoTime();
        int inFlight = cloud.stopCalls().size() - callsBefore - record.outcomes(job) - record.outcomes(brief);
        assertThat(inFlight).as("calls whose outcome is not recorded").isPositive();
        await("taken over and finished, the lease long over")
                .atMost(PATIENCE)
                .until(() -> tables.openOf(jobs) == 0 && System.nanoTime() - frozenAt > LEASE.toNanos());
        assertThat(jobs).as("holders").allMatch(each -> record.leaseEpoch(each) >= 2);
        return thaw(holder, jobs, Duration.ofNanos(System.nanoTime() - frozenAt), inFlight);
    }

    private Round thaw(ServiceProcess holder, List<String> jobs, Duration frozen, int inFlight) {
        List<String> rows = tables.rows(jobs);
        assertThat(rows).hasSize(jobs.size() + JOB_SIZE + SHORT_JOB_SIZE);
        int settles = tables.settles();
        int stops = cloud.stopCalls().size();
        int calls = cloud.calls().size();
        long losses = losses(holder);

        Signal.CONT.to(holder.handle());
        await("told that its leases are lost").atMost(PATIENCE).until(() -> losses(holder) > losses);
        await("it changes nothing")
                .during(WATCHED)
                .atMost(WATCHED.multipliedBy(4))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> tables.rows(jobs).equals(rows));

        assertThat(tables.rows(jobs)).isEqualTo(rows);
        List<CallRecord> late =
                cloud.stopCalls().subList(stops, cloud.stopCalls().size());
        // None is begun, since the lease allows none. One that froze between the last look at the clock and the wire
        // still gets out; nobody but the cloud could stop it there.
        assertThat(late).as("stop calls after the thaw").hasSizeLessThanOrEqualTo(1);
        assertThat(late).as("effect of a stop call after the thaw").noneMatch(CallRecord::tookEffect);
        assertThat(cloud.stoppedTwice()).isEmpty();
        int reads = cloud.calls().size() - calls - late.size();
        return new Round(frozen, inFlight, tables.settles() - settles, late.size(), reads);
    }

    private static long losses(ServiceProcess replica) {
        return replica.lines().stream()
                .filter(line -> line.contains("leases lost"))
                .count();
    }

    /**
     * A job that runs out while its holder is frozen: what of it was not sent, the holder ends as soon as it goes on, and before it can
     * know that the job is not its own any more.
     */
    private String submitBrief(ServiceProcess holder, String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of(
                        "instanceIds",
                        instances(SHORT_JOB_SIZE),
                        "clientToken",
                        token,
                        "maxConcurrency",
                        1,
                        "deadline",
                        Instant.now()
                                .plus(SHORT_DEADLINE)
                                .truncatedTo(ChronoUnit.MILLIS)
                                .toString()))
                .post(holder.url() + "/v1/stop-jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private List<String> instances(int count) {
        List<String> instances = new ArrayList<>();
        while (instances.size() < count) {
            instances.add(fresh.next());
        }
        return instances;
    }

    @Override
    public void close() {
        replicas.forEach(ServiceProcess::close);
        cloud.close();
    }
}
