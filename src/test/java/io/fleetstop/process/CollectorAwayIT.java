package io.fleetstop.process;

import io.fleetstop.testing.Collector;
import io.fleetstop.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

/** Whatever becomes of the spans, stops are made. */
class CollectorAwayIT {
    /** Enough to fill all places of spans, and to have as many again thrown away. */
    private static final int JOBS = 70;

    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** The queue, one batch that is gathered and one that is on its way. */
    private static final int MOST_KEPT = 2048 + 512 + 512;

    private final LoopbackCloud cloud = LoopbackCloud.start(Map.of(
            "latency.min", "1ms",
            "latency.max", "5ms",
            "rate-per-second", "5000",
            "burst", "5000",
            // A fifth of all are special.
            "instances", Integer.toString(JOBS * 130)));

    @AfterEach
    void end() {
        cloud.close();
    }

    @ParameterizedTest
    @CsvSource({"away, ConnectException", "hanging, HttpTimeoutException", "refusing, it refuses them"})
    void jobs_run_as_ever_one_line_says_why_and_the_end_comes_in_time(String trouble, String reason) {
        try (Collector collector = new Collector()) {
            String url = collector.url();
            switch (trouble) {
                case "away" -> collector.close();
                case "hanging" -> collector.hanging();
                default -> collector.answering(401);
            }
            try (ServiceProcess service = ServiceProcess.start(ServiceEnvironment.onDatabase(TestDatabase.fresh())
                    .stoppingIn(cloud)
                    .with("FLEETSTOP_TARGETS__CLOUD__RATE__INITIAL", "2000")
                    .with("FLEETSTOP_TRACING_ENDPOINT", url)
                    .variables())) {
                ServiceClient client = ServiceClient.of(service);
                List<String> jobs = new ArrayList<>();
                for (int number = 0; number < JOBS; number++) {
                    jobs.add(client.submit(cloud.normal().subList(number * 100, number * 100 + 100), "job-" + number));
                }
                assertThat(jobs)
                        .allMatch(job -> client.finished(job).getString("state").equals("Succeeded"));
                assertThat(Jcmd.count(service, "io.opentelemetry.sdk.trace.SdkSpan"))
                        .as("spans in memory")
                        .isLessThanOrEqualTo(MOST_KEPT)
                        .isGreaterThan(trouble.equals("hanging") ? 0 : -1);
                await().until(() -> service.log().contains(reason));
                service.terminate();
                service.exitCode(LIMIT);
                assertThat(service.lines())
                        .filteredOn(line -> !line.matches("[0-9:.]+ INFO .*"))
                        .as("what it says of the collector")
                        .singleElement(as(STRING))
                        .contains("WARN", "fleetstop.tracing.endpoint", reason);
            }
        }
    }
}
