package io.fleetstop.tracing;

import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.testing.CollectorForTests;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.ReceivedSpan;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Whose requests are traced, and where in whose trace. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@QuarkusTestResource(CollectorForTests.class)
@TestProfile(WithAccessKeys.class)
class TracedCallersTest extends TracedService {
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
}
