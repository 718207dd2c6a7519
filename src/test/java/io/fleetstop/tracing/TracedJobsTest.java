package io.fleetstop.tracing;

import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.actionapi.aliyun.PresentClient;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.Collector;
import io.fleetstop.testing.CollectorForTests;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.ReceivedSpan;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.VolcengineClient;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A traced job, from the request to the calls, as a collector gets it. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@QuarkusTestResource(CollectorForTests.class)
@TestProfile(WithAccessKeys.class)
class TracedJobsTest {
    private static final String JOBS = "/v1/stop-jobs";
    private static final String CALLERS_SPAN = "00f067aa0ba902b7";

    @Inject
    Simulator simulator;

    Collector collector;

    private final String trace = randomTrace();
    private final String token = "token-" + UUID.randomUUID();

    @BeforeEach
    void setup() {
        simulator.reset();
    }

    @Test
    void request_calls_and_job_are_one_trace_below_the_callers_span() {
        // The first is stopped already, so the cloud refuses and its state is read; the last does not exist.
        String job = posted(sampled(trace), List.of("i-sim005", "i-sim001", "i-nowhere"))
                .then()
                .statusCode(202)
                .extract()
                .path("id");

        List<ReceivedSpan> spans = whenOver(trace, job);
        ReceivedSpan request = only(spans, SpanKind.SPAN_KIND_SERVER);
        assertThat(request.name()).isEqualTo("POST /v1/stop-jobs");
        assertThat(request.parentId()).isEqualTo(CALLERS_SPAN);
        assertThat(request.attributes())
                .containsEntry("http.request.method", "POST")
                .containsEntry("http.route", JOBS)
                .containsEntry("http.response.status_code", "202")
                .containsEntry("fleetstop.door", "rest")
                .containsEntry("fleetstop.job", job)
                .containsEntry("fleetstop.target", "simulator")
                .containsEntry("fleetstop.instances", "3")
                .containsEntry("fleetstop.repeat", "false");
        assertThat(request.resource())
                .containsEntry("service.name", "fleetstop")
                .containsKeys("service.version", "service.instance.id");

        List<ReceivedSpan> calls = all(spans, SpanKind.SPAN_KIND_CLIENT);
        assertThat(calls).hasSize((int) simulator.calls().total()).allSatisfy(call -> {
            assertThat(call.parentId()).isEqualTo(request.spanId());
            assertThat(call.attributes())
                    .containsEntry("fleetstop.job", job)
                    .containsEntry("fleetstop.target", "simulator")
                    .containsEntry("fleetstop.cloud", "aliyun")
                    .containsEntry("fleetstop.epoch", "1")
                    .containsKeys("http.response.status_code", "fleetstop.answer", "fleetstop.instances");
            assertThat(call.name()).isEqualTo(call.get("fleetstop.action"));
            assertThat(call.durationNanos()).isBetween(1L, Duration.ofSeconds(2).toNanos());
        });
        assertThat(calls).extracting(ReceivedSpan::name).contains("StopInstance", "DescribeInstances");
        assertThat(calls)
                .filteredOn(call -> "accepted".equals(call.get("fleetstop.answer")))
                .singleElement()
                .satisfies(call -> {
                    assertThat(call.isError()).isFalse();
                    assertThat(call.attributes())
                            .containsEntry("fleetstop.attempt", "1")
                            .containsEntry("http.response.status_code", "200")
                            .containsKey("fleetstop.provider_request_id");
                });
        assertThat(calls)
                .filteredOn(ReceivedSpan::isError)
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.get("error.type")).isEqualTo(call.get("fleetstop.code")));

        ReceivedSpan whole = only(spans, SpanKind.SPAN_KIND_INTERNAL);
        assertThat(whole.name()).isEqualTo("stop job");
        assertThat(whole.parentId()).isEqualTo(request.spanId());
        assertThat(whole.attributes())
                .containsEntry("fleetstop.job", job)
                .containsEntry("fleetstop.state", "PartiallySucceeded")
                .containsEntry("fleetstop.operations.accepted", "1")
                .containsEntry("fleetstop.operations.failed", "1");
        assertThat(spans).hasSize(calls.size() + 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-%s-00f067aa0ba902b7",
                "ff-%s-00f067aa0ba902b7-01",
                "00-%s-0000000000000000-01",
                "00-%s-00f067aa0ba902b7-01-more",
                "00-%sX-00f067aa0ba902b7-01",
                "\u0000"
            })
    void malformed_parent_begins_a_new_trace(String form) {
        String job = posted(form.formatted(trace), List.of("i-sim001")).path("id");
        ReceivedSpan request = requestOf(job);
        assertThat(request.parentId()).isEmpty();
        assertThat(request.traceId()).isNotEqualTo(trace);
    }

    @Test
    void of_two_parents_neither_counts() {
        String job = given().header("traceparent", sampled(trace), sampled(randomTrace()))
                .contentType(ContentType.JSON)
                .body(body(List.of("i-sim001")))
                .post(JOBS)
                .path("id");
        assertThat(requestOf(job).parentId()).isEmpty();
    }

    @Test
    void caller_who_does_not_sample_is_obeyed_to_the_end() {
        String job = posted("00-" + trace + "-" + CALLERS_SPAN + "-00", List.of("i-sim001", "i-sim005"))
                .path("id");
        awaitOver(job);
        // What was made before it has been handed over by then.
        requestOf(posted(null, List.of("i-sim002")).path("id"));
        assertThat(collector.spans())
                .noneMatch(span -> span.traceId().equals(trace) || job.equals(span.get("fleetstop.job")));
    }

    @Test
    void repeat_is_a_span_of_its_own_and_the_job_stays_in_its_trace() {
        String job = posted(sampled(trace), List.of("i-sim001")).path("id");
        whenOver(trace, job);
        String other = randomTrace();
        posted(sampled(other), List.of("i-sim001")).then().statusCode(200);
        await().untilAsserted(() -> assertThat(collector.spansOf(other))
                .singleElement()
                .satisfies(span -> assertThat(span.attributes())
                        .containsEntry("fleetstop.repeat", "true")
                        .containsEntry("fleetstop.job", job)
                        .containsEntry("http.response.status_code", "200")));
    }

    @Test
    void retry_is_a_trace_of_its_own_callers() {
        String job = posted(null, List.of("i-nowhere")).path("id");
        awaitOver(job);
        String again = given().header("traceparent", sampled(trace))
                .contentType(ContentType.JSON)
                .body("{}")
                .post(JOBS + "/" + job + "/retry")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        assertThat(only(whenOver(trace, again), SpanKind.SPAN_KIND_SERVER).get("http.route"))
                .isEqualTo("/v1/stop-jobs/{id}/retry");
    }

    @Test
    void job_that_is_cancelled_before_its_time_has_its_span() {
        String job = given().header("traceparent", sampled(trace))
                .contentType(ContentType.JSON)
                .body(Map.of(
                        "instanceIds",
                        List.of("i-sim001"),
                        "notBefore",
                        java.time.Instant.now().plusSeconds(3600).toString()))
                .post(JOBS)
                .path("id");
        given().post(JOBS + "/" + job + "/cancel").then().statusCode(200);
        assertThat(only(whenOver(trace, job), SpanKind.SPAN_KIND_INTERNAL).attributes())
                .containsEntry("fleetstop.state", "Cancelled")
                .containsEntry("fleetstop.epoch", "0");
    }

    @Test
    void reading_and_refused_strangers_leave_no_span() {
        String job = posted(null, List.of("i-sim001")).path("id");
        given().header("traceparent", sampled(trace))
                .get(JOBS + "/" + job)
                .then()
                .statusCode(200);
        given().header("traceparent", sampled(trace)).get("/v1/targets").then().statusCode(200);
        given().header("traceparent", sampled(trace))
                .contentType(ContentType.JSON)
                .body("{}")
                .post(JOBS)
                .then()
                .statusCode(400);
        requestOf(posted(null, List.of("i-sim002")).path("id"));
        assertThat(collector.spansOf(trace)).isEmpty();
    }

    @Test
    void doors_of_the_clouds_are_traced_and_no_span_tells_a_secret() throws Exception {
        PresentClient.call(
                PresentClient.with(WithAccessKeys.KEY, WithAccessKeys.SECRET),
                "StopInstance",
                "2014-05-26",
                Map.of("InstanceId", "i-sim001", "ClientToken", token + "-a"));
        String job = VolcengineClient.with(WithAccessKeys.KEY, WithAccessKeys.SECRET)
                .sending("traceparent", sampled(trace))
                .stop(List.of("i-sim101"), Map.of("ClientToken", token + "-v"))
                .jobId;
        posted(null, List.of("i-sim002"));

        List<ReceivedSpan> spans = whenOver(trace, job);
        ReceivedSpan request = only(spans, SpanKind.SPAN_KIND_SERVER);
        assertThat(request.parentId()).isEqualTo(CALLERS_SPAN);
        assertThat(request.attributes())
                .containsEntry("http.route", "/")
                .containsEntry("fleetstop.door", "volcengine")
                .containsEntry("fleetstop.job", job)
                .containsEntry("http.response.status_code", "200");
        assertThat(all(spans, SpanKind.SPAN_KIND_CLIENT))
                .isNotEmpty()
                .allSatisfy(call -> assertThat(call.get("fleetstop.cloud")).isEqualTo("volcengine"));
        await().until(() -> collector.spans().stream().anyMatch(span -> "aliyun".equals(span.get("fleetstop.door"))));
        assertThat(collector.spans())
                .extracting(ReceivedSpan::text)
                .noneMatch(text -> text.contains("token-")
                        || text.contains("Signature")
                        || text.contains(WithAccessKeys.KEY)
                        || text.contains(WithAccessKeys.SECRET)
                        || text.contains("simulator-secret"));
    }

    private Response posted(String traceparent, List<String> ids) {
        var request = given().contentType(ContentType.JSON).body(body(ids));
        return (traceparent == null ? request : request.header("traceparent", traceparent)).post(JOBS);
    }

    private Map<String, Object> body(List<String> ids) {
        return Map.of("instanceIds", ids, "clientToken", token + ids.hashCode());
    }

    private static String sampled(String trace) {
        return "00-" + trace + "-" + CALLERS_SPAN + "-01";
    }

    private ReceivedSpan requestOf(String job) {
        return await().until(
                        () -> collector.spans().stream()
                                .filter(span -> span.kind() == SpanKind.SPAN_KIND_SERVER)
                                .filter(span -> job.equals(span.get("fleetstop.job")))
                                .toList(),
                        spans -> !spans.isEmpty())
                .get(0);
    }

    /** All spans of a job that is over; its own comes last, and with it or before it those of its calls. */
    private List<ReceivedSpan> whenOver(String traceId, String job) {
        awaitOver(job);
        await().until(() ->
                collector.spansOf(traceId).stream().anyMatch(span -> span.kind() == SpanKind.SPAN_KIND_INTERNAL));
        await().until(() ->
                collector.spansOf(traceId).stream().anyMatch(span -> span.kind() == SpanKind.SPAN_KIND_SERVER));
        return collector.spansOf(traceId);
    }

    private static void awaitOver(String job) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> given().get(JOBS + "/" + job).path("finishedAt") != null);
    }

    private static List<ReceivedSpan> all(List<ReceivedSpan> spans, SpanKind kind) {
        return spans.stream().filter(span -> span.kind() == kind).toList();
    }

    private static ReceivedSpan only(List<ReceivedSpan> spans, SpanKind kind) {
        assertThat(all(spans, kind)).hasSize(1);
        return all(spans, kind).get(0);
    }

    private static String randomTrace() {
        byte[] bytes = new byte[16];
        new Random().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
