package io.fleetstop.process;

import io.fleetstop.testing.TestDatabase;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Two replicas, one database, no leader. */
class TwoReplicasIT {
    private static final int JOBS = 10;

    private final String database = TestDatabase.fresh();
    private final JobRecord record = new JobRecord(database);
    private final LoopbackCloud cloud = LoopbackCloud.start(
            Map.of("latency.min", "200ms", "latency.max", "400ms", "instances", Integer.toString(JOBS * 100)));
    private ServiceProcess one;
    private ServiceProcess other;
    private String replicaOfOne;

    @BeforeEach
    void start() {
        one = startReplica();
        // One after the other, so that it is known which is which.
        replicaOfOne = await().until(record::replicas, replicas -> replicas.size() == 1)
                .iterator()
                .next();
        other = startReplica();
        await().until(() -> record.replicas().size() == 2);
    }

    @AfterEach
    void end() {
        one.close();
        other.close();
        cloud.close();
    }

    @Test
    void when_one_is_killed_the_other_finishes_the_jobs_of_both() {
        Map<String, Integer> jobs = new LinkedHashMap<>();
        for (int number = 0; number < JOBS; number++) {
            ServiceClient client = ServiceClient.of(number % 2 == 0 ? one : other);
            jobs.put(client.submit(cloud.hundred(number), "job-" + number), number);
        }
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> cloud.stopped() >= JOBS * 100 / 2);
        one.kill();
        Set<String> left = record.heldBy(replicaOfOne);
        assertThat(left).as("jobs of the killed one").hasSizeBetween(1, JOBS - 1);

        ServiceClient survivor = ServiceClient.of(other);
        jobs.forEach((id, number) -> {
            JsonPath finished = survivor.finished(id);
            if (left.contains(id)) {
                Truth.checkTakenOver(finished, cloud.hundred(number), cloud);
                assertThat(record.leaseEpoch(id))
                        .as("holders of the killed one's job")
                        .isEqualTo(2);
            } else {
                Truth.check(finished, cloud.hundred(number), cloud);
                assertThat(record.leaseEpoch(id))
                        .as("holders of the survivor's job")
                        .isEqualTo(1);
            }
            assertThat(record.outcomes(id)).isEqualTo(100);
        });
    }

    private ServiceProcess startReplica() {
        return ServiceProcess.start(ServiceEnvironment.onDatabase(database)
                .stoppingIn(cloud)
                .withShortLeases()
                .variables());
    }
}
