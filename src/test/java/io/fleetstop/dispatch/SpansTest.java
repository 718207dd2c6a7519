package io.fleetstop.dispatch;

import io.fleetstop.job.FinishedJob;
import io.fleetstop.job.JobState;
import io.fleetstop.provider.Sent;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.StopAnswers;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the spans of the engine say. */
class SpansTest {
    private static final String ONE = "00-11111111111111111111111111111111-1111111111111111-01";
    private static final String OTHER = "00-22222222222222222222222222222222-2222222222222222-01";
    private static final String UNSAMPLED = "00-33333333333333333333333333333333-3333333333333333-00";

    private final List<SpanData> spans = new ArrayList<>();
    private final VirtualLoop loop = new VirtualLoop();
    private final List<Collection<UUID>> lookedUp = new ArrayList<>();
    private Function<Collection<UUID>, Uni<List<FinishedJob>>> finished =
            ids -> Uni.createFrom().nothing();
    private final Spans traces = traces();

    @Test
    void read_for_several_jobs_is_in_the_trace_of_one_and_linked_to_the_other() {
        List<Operation> asked = Stream.of(job(UNSAMPLED, 1), job(ONE, 2), job(null, 1), job(OTHER, 1))
                .flatMap(job -> job.begin(0, 1).stream())
                .toList();
        traces.read(asked, Uni.createFrom().item(StatesAnswer.failed())).await().indefinitely();

        assertThat(spans).singleElement().satisfies(span -> {
            assertThat(span.getParentSpanContext().getSpanId()).isEqualTo("1111111111111111");
            assertThat(span.getLinks())
                    .extracting(link -> link.getSpanContext().getSpanId())
                    .containsExactly("2222222222222222");
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        });
    }

    @Test
    void nothing_is_told_of_jobs_that_are_not_traced() {
        for (String unwanted : new String[] {UNSAMPLED, null}) {
            LeasedJob job = job(unwanted, 1);
            Uni<StopAnswers> sending = Uni.createFrom().nothing();
            assertThat(traces.call(new Call(job.begin(0, 1), 0), sending)).isSameAs(sending);
            traces.finished(job);
        }
        assertThat(spans).isEmpty();
        assertThat(traces.areIdle()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, UNSET",
        "CHECK_PASSED, UNSET",
        "THROTTLED, UNSET",
        "CONFLICT, UNSET",
        "BUSY, UNSET",
        "UNKNOWN, ERROR",
        "UNSENT, ERROR",
        "REFUSED, ERROR",
        "DENIED, ERROR",
    })
    void what_is_unclear_or_refused_is_an_error(Kind kind, StatusCode status) {
        call(job(ONE, 1), kind);
        assertThat(spans).singleElement().satisfies(span -> {
            assertThat(span.getStatus().getStatusCode()).isEqualTo(status);
            assertThat(span.getName()).isEqualTo("StopTheThing");
        });
    }

    @Test
    void one_refused_instance_of_several_speaks_for_the_call() {
        call(job(ONE, 3), Kind.ACCEPTED, Kind.REFUSED, Kind.ACCEPTED);
        assertThat(spans.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    }

    @Test
    void call_that_breaks_ends_its_span_and_breaks_all_the_same() {
        LeasedJob job = job(ONE, 1);
        var broken = new IllegalStateException("broken");
        assertThat(traces.call(new Call(job.begin(0, 1), 0), Uni.createFrom().<StopAnswers>failure(broken))
                        .onItemOrFailure()
                        .transform((answer, failure) -> failure)
                        .await()
                        .indefinitely())
                .isSameAs(broken);
        assertThat(spans).singleElement().extracting(SpanData::hasEnded).isEqualTo(true);
    }

    @Test
    void job_has_the_databases_times() {
        LeasedJob job = job(ONE, 1);
        Instant created = Instant.parse("2026-01-01T00:00:00.5Z");
        finished = ids -> Uni.createFrom()
                .item(List.of(new FinishedJob(
                        job.id(), ONE, "t", JobState.Failed, 2, 1, 0, 0, 1, 0, 0, created, created.plusSeconds(90))));
        traces.finished(job);
        assertThat(traces.areIdle()).isFalse();
        loop.pass(Duration.ofMillis(1));
        assertThat(traces.areIdle()).isTrue();
        assertThat(spans).singleElement().satisfies(span -> {
            assertThat(span.getName()).isEqualTo("stop job");
            assertThat(span.getStartEpochNanos()).isEqualTo(TimeUnit.MILLISECONDS.toNanos(created.toEpochMilli()));
            assertThat(span.getEndEpochNanos() - span.getStartEpochNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(90));
            assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        });
    }

    @Test
    void database_that_does_not_answer_holds_nothing_up_for_long() {
        LeasedJob job = job(ONE, 1);
        traces.finished(job);
        loop.pass(Duration.ofSeconds(6));
        assertThat(traces.areIdle()).isTrue();
        assertThat(spans).isEmpty();
    }

    @Test
    void jobs_that_end_while_one_is_looked_up_are_looked_up_together_and_not_without_end() {
        traces.finished(job(ONE, 1));
        IntStream.range(0, 5_000).forEach(more -> traces.gaveUp(UUID.randomUUID()));
        assertThat(lookedUp).hasSize(1);

        loop.pass(Duration.ofSeconds(6));
        assertThat(lookedUp).hasSize(2);
        assertThat(lookedUp.get(1)).hasSizeLessThan(1_000);

        loop.pass(Duration.ofSeconds(6));
        assertThat(traces.areIdle()).isTrue();
    }

    @Test
    void job_that_was_cancelled_under_a_holder_is_left_to_the_holder() {
        LeasedJob job = job(ONE, 1);
        Instant created = Instant.parse("2026-01-01T00:00:00Z");
        finished = ids -> Uni.createFrom()
                .item(List.of(new FinishedJob(
                        job.id(), ONE, "t", JobState.Cancelled, 1, 1, 0, 0, 0, 0, 1, created, created)));
        traces.cancelled(job.id());
        loop.pass(Duration.ofMillis(1));
        assertThat(spans).isEmpty();

        traces.finished(job);
        loop.pass(Duration.ofMillis(1));
        assertThat(spans).hasSize(1);
    }

    private void call(LeasedJob job, Kind... kinds) {
        List<Operation> operations = job.begin(0, kinds.length);
        Map<String, StopAnswer> answers = new HashMap<>();
        for (int place = 0; place < kinds.length; place++) {
            answers.put(
                    operations.get(place).instanceId,
                    new StopAnswer(kinds[place], null, null, null, null, Duration.ZERO, "request"));
        }
        traces.call(new Call(operations, 0), Uni.createFrom().context(subscription -> {
                    Sent.tell(subscription, "StopTheThing", 200);
                    return Uni.createFrom().item(new StopAnswers(answers));
                }))
                .await()
                .indefinitely();
    }

    private static LeasedJob job(String traceparent, int instances) {
        return LaneFixture.job(instances, wish -> wish.traceparent = traceparent);
    }

    private Spans traces() {
        var tracer = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
                .build()
                .get("test");
        return new Spans(tracer, List.of(), new JobSpans(tracer, loop, ids -> {
            lookedUp.add(List.copyOf(ids));
            return finished.apply(ids);
        }));
    }

    /** Keeps what it is handed. */
    private final class Kept implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> handed) {
            spans.addAll(handed);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
