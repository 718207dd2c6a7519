package io.fleetstop.tracing;

import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.Collector;
import io.fleetstop.testing.ReceivedSpan;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A service with a collector, and what its tests ask of both. */
abstract class TracedService {
    static final String JOBS = "/v1/stop-jobs";
    static final String CALLERS_SPAN = "00f067aa0ba902b7";

    @Inject
    Simulator simulator;

    Collector collector;

    final String trace = randomTrace();
    final String token = "token-" + UUID.randomUUID();

    @BeforeEach
    void setup() {
        simulator.reset();
    }

    Response posted(String traceparent, List<String> ids) {
        var request = given().contentType(ContentType.JSON).body(body(ids));
        return (traceparent == null ? request : request.header("traceparent", traceparent)).post(JOBS);
    }

    Map<String, Object> body(List<String> ids) {
        return Map.of("instanceIds", ids, "clientToken", token + ids.hashCode());
    }

    static String sampled(String trace) {
        return "00-" + trace + "-" + CALLERS_SPAN + "-01";
    }

    ReceivedSpan requestOf(String job) {
        return await().until(
                        () -> collector.spans().stream()
                                .filter(span -> span.kind() == SpanKind.SPAN_KIND_SERVER)
                                .filter(span -> job.equals(span.get("fleetstop.job")))
                                .toList(),
                        spans -> !spans.isEmpty())
                .get(0);
    }

    /** All spans of a job that is over; its own comes last, and with it or before it those of its calls. */
    List<ReceivedSpan> whenOver(String traceId, String job) {
        awaitOver(job);
        await().until(() ->
                collector.spansOf(traceId).stream().anyMatch(span -> span.kind() == SpanKind.SPAN_KIND_INTERNAL));
        await().until(() ->
                collector.spansOf(traceId).stream().anyMatch(span -> span.kind() == SpanKind.SPAN_KIND_SERVER));
        return collector.spansOf(traceId);
    }

    static void awaitOver(String job) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get(JOBS + "/" + job).path("finishedAt") != null);
    }

    static List<ReceivedSpan> all(List<ReceivedSpan> spans, SpanKind kind) {
        return spans.stream().filter(span -> span.kind() == kind).toList();
    }

    static ReceivedSpan only(List<ReceivedSpan> spans, SpanKind kind) {
        assertThat(all(spans, kind)).hasSize(1);
        return all(spans, kind).get(0);
    }

    static String randomTrace() {
        byte[] bytes = new byte[16];
        new Random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
