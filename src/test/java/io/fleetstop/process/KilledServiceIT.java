package io.fleetstop.process;

import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.testing.TestDatabase;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * SIGKILL in the middle of a job: calls under way, answers not yet written down, nobody told. Several at a time, each with a cloud and a
 * database of its own.
 */
@Execution(ExecutionMode.CONCURRENT)
class KilledServiceIT {
    private static final Set<Scenario> SLOW = Set.of(Scenario.DISK_BUSY, Scenario.DISK_BUSY_NEWER);
    private static final String TOKEN = "killed-in-the-middle";

    private final LoopbackCloud cloud = LoopbackCloud.start(Map.of("rate-per-second", "60", "burst", "30"));
    /** Without the two that hold every job up for ten seconds. */
    private final List<String> instanceIds = cloud.sampleJob().stream()
            .filter(id -> cloud.fleet()
                    .find(id)
                    .filter(instance -> SLOW.contains(instance.scenario()))
                    .isEmpty())
            .toList();

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        new PostgresProcesses(folder).end();
        cloud.close();
    }

    @ParameterizedTest(name = "when {0} % were stopped")
    @ValueSource(ints = {5, 25, 50, 75, 95})
    void killed_in_the_middle_of_a_job_it_finishes_it_after_the_restart(int percent) {
        String database = TestDatabase.fresh();
        JobRecord record = new JobRecord(database);
        Map<String, String> environment = hurried(ServiceEnvironment.onDatabase(database));
        String job;
        try (ServiceProcess first = ServiceProcess.start(environment)) {
            job = ServiceClient.of(first).submit(instanceIds, TOKEN);
            killWhenStopped(percent, first);
        }
        assertThat(record.outcomes(job)).as("outcomes written before the kill").isLessThan(instanceIds.size());

        finishesAfterRestart(environment, job);
        assertThat(record.leaseEpoch(job)).isEqualTo(2);
        assertThat(record.outcomes(job)).isEqualTo(instanceIds.size());
    }

    @Test
    void killed_with_the_embedded_database_it_finds_the_orphaned_server_and_finishes_the_job() {
        Map<String, String> environment = hurried(ServiceEnvironment.onEmbeddedDatabase(folder));
        String job;
        try (ServiceProcess first = ServiceProcess.start(environment)) {
            job = ServiceClient.of(first).submit(instanceIds, TOKEN);
            killWhenStopped(33, first);
        }
        assertThat(new PostgresProcesses(folder).alive()).as("orphaned server").isNotEmpty();

        String log = finishesAfterRestart(environment, job);
        assertThat(log).contains("job leased job=" + job + " epoch=2");
    }

    /** @return what the second run logged */
    private String finishesAfterRestart(Map<String, String> environment, String job) {
        try (ServiceProcess second = ServiceProcess.start(environment)) {
            ServiceClient client = ServiceClient.of(second);
            JsonPath finished = client.finished(job);
            Truth.checkTakenOver(finished, instanceIds, cloud);
            client.post(instanceIds, TOKEN).then().statusCode(200).header("Idempotency-Replayed", "true");
            return second.log();
        }
    }

    private Map<String, String> hurried(ServiceEnvironment environment) {
        return environment
                .stoppingIn(cloud)
                .withShortLeases()
                .with("FLEETSTOP_TARGETS__CLOUD__MAX_IN_FLIGHT", "5")
                .variables();
    }

    private void killWhenStopped(int percent, ServiceProcess service) {
        long enough = Truth.stoppable(instanceIds, cloud) * percent / 100;
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> cloud.stopped() >= enough);
        service.kill();
    }
}
