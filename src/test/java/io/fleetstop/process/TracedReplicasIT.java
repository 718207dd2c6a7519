package io.fleetstop.process;

import io.fleetstop.testing.Collector;
import io.fleetstop.testing.ReceivedSpan;
import io.fleetstop.testing.TestDatabase;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A trace goes on where its job does. */
class TracedReplicasIT {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String database = TestDatabase.fresh();
    private final JobRecord record = new JobRecord(database);
    private final Collector collector = new Collector();
    private final LoopbackCloud cloud = LoopbackCloud.start(Map.of("latency.min", "200ms", "latency.max", "300ms"));

    @AfterEach
    void end() {
        cloud.close();
        collector.close();
    }

    @Test
    void calls_of_the_replica_that_takes_over_are_in_the_trace_of_the_request_that_the_killed_one_took() {
        try (ServiceProcess first = ServiceProcess.start(traced())) {
            String job = submit(first, cloud.hundred(0));
            // What is handed over each second is there, and what is not dies with it.
            await().atMost(PATIENCE)
                    .until(() -> calls(1).size() >= 5 && !requests().isEmpty());
            try (ServiceProcess second = ServiceProcess.start(traced())) {
                first.kill();
                ServiceClient.of(second).finished(job);
                assertThat(record.leaseEpoch(job)).isEqualTo(2);
                await().atMost(PATIENCE)
                        .until(() -> collector.spansOf(TRACE).stream()
                                .anyMatch(span -> span.name().equals("stop job")));
            }
            String request = requests().get(0).spanId();
            assertThat(calls(2)).extracting(ReceivedSpan::name).contains("DescribeInstances", "StopInstance");
            assertThat(collector.spans()).allMatch(span -> span.traceId().equals(TRACE));
            assertThat(collector.spans())
                    .filteredOn(span -> span.kind() != SpanKind.SPAN_KIND_SERVER)
                    .allMatch(span -> span.parentId().equals(request));
            assertThat(instance(calls(2))).doesNotContainAnyElementsOf(instance(calls(1)));
        }
    }

    @Test
    void spans_of_the_last_calls_are_handed_over_by_a_replica_that_is_terminated() {
        try (ServiceProcess service = ServiceProcess.start(traced())) {
            submit(service, cloud.hundred(0));
            await().atMost(PATIENCE).until(() -> cloud.stopped() >= 10);
            service.terminate();
            service.exitCode(Duration.ofSeconds(10));
            assertThat(calls(1))
                    .filteredOn(call -> call.name().equals("StopInstance"))
                    .hasSameSizeAs(cloud.stopCalls());
        }
    }

    private static List<String> instance(List<ReceivedSpan> spans) {
        return spans.stream()
                .map(span -> span.resource().get("service.instance.id"))
                .distinct()
                .toList();
    }

    private List<ReceivedSpan> requests() {
        return collector.spansOf(TRACE).stream()
                .filter(span -> span.kind() == SpanKind.SPAN_KIND_SERVER)
                .toList();
    }

    private List<ReceivedSpan> calls(int epoch) {
        return collector.spansOf(TRACE).stream()
                .filter(span -> span.kind() == SpanKind.SPAN_KIND_CLIENT)
                .filter(span -> Integer.toString(epoch).equals(span.get("fleetstop.epoch")))
                .toList();
    }

    private static String submit(ServiceProcess service, List<String> ids) {
        return given().header("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01")
                .contentType(ContentType.JSON)
                .body(Map.of("instanceIds", ids))
                .post(service.url() + "/v1/stop-jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private Map<String, String> traced() {
        return ServiceEnvironment.onDatabase(database)
                .stoppingIn(cloud)
                .withShortLeases()
                .with("FLEETSTOP_TARGETS__CLOUD__MAX_IN_FLIGHT", "5")
                .with("FLEETSTOP_TRACING_ENDPOINT", collector.url())
                .variables();
    }
}
