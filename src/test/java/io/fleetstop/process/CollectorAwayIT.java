package io.fleetstop.process;

import io.fleetstop.testing.Collector;
import io.fleetstop.testing.TestDatabase;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever becomes of the spans, stops are made. */
class CollectorAwayIT {
    /** Enough to fill the queue of spans and to have more thrown away. */
    private static final int JOBS = 25;

    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final int MOST_WAITING = 2048;

    private final LoopbackCloud cloud = LoopbackCloud.start(Map.of(
            "latency.min", "1ms",
            "latency.max", "5ms",
            "rate-per-second", "5000",
            "burst", "5000",
            "instances", Integer.toString(JOBS * 100)));

    @AfterEach
    void end() {
        cloud.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"away", "hanging", "refusing"})
    void jobs_run_as_ever_the_log_stays_short_and_the_end_comes_in_time(String trouble) {
        try (Collector collector = new Collector()) {
            String url = collector.url();
            switch (trouble) {
                case "away" -> collector.close();
                case "hanging" -> collector.hanging();
                default -> collector.answering(401);
            }
            try (ServiceProcess service = ServiceProcess.start(ServiceEnvironment.onDatabase(TestDatabase.fresh())
                    .stoppingIn(cloud)
                    .with("FLEETSTOP_TRACING_ENDPOINT", url)
                    .variables())) {
                ServiceClient client = ServiceClient.of(service);
                List<String> jobs = new java.util.ArrayList<>();
                for (int number = 0; number < JOBS; number++) {
                    jobs.add(client.submit(cloud.hundred(number), "job-" + number));
                }
                jobs.forEach(job -> {
                    JsonPath finished = client.finished(job);
                    assertThat(finished.getInt("progress.pending")).isZero();
                });
                // A second batch is on its way at the least.
                assertThat(Jcmd.count(service, "io.opentelemetry.sdk.trace.SdkSpan")).isLessThanOrEqualTo(2 * MOST_WAITING);
                service.terminate();
                service.exitCode(LIMIT);
                assertThat(service.lines())
                        .filteredOn(line -> !line.matches("[0-9:.]+ INFO .*"))
                        .as("what it says of the collector")
                        .hasSizeLessThanOrEqualTo(1)
                        .allMatch(line -> line.contains("WARN") && line.contains("fleetstop.tracing.endpoint"));
            }
        }
    }
}
