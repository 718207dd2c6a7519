package io.fleetstop.tracing;

import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.actionapi.aliyun.PresentClient;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A traced job, from the request to the calls, as a collector gets it. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@QuarkusTestResource(CollectorForTests.class)
@TestProfile(WithAccessKeys.class)
class TracedJobsTest extends TracedService {

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
                        Instant.now().plusSeconds(3600).toString()))
                .post(JOBS)
                .path("id");
        given().post(JOBS + "/" + job + "/cancel").then().statusCode(200);
        assertThat(only(whenOver(trace, job), SpanKind.SPAN_KIND_INTERNAL).attributes())
                .containsEntry("fleetstop.state", "Cancelled")
                .containsEntry("fleetstop.epoch", "0");
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
}
