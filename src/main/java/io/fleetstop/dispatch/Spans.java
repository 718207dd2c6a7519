package io.fleetstop.dispatch;

import io.fleetstop.provider.Sent;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StopAnswers;
import io.fleetstop.target.Target;
import io.fleetstop.tracing.Keys;
import io.fleetstop.tracing.Traceparent;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Spans of the calls and of the ends of jobs, each below the request that made the job, whoever took that request. Of a job that was not
 * traced when it was made there are none.
 */
final class Spans implements Traces {
    private final Tracer tracer;
    private final Map<String, String> clouds;
    private final JobSpans jobs;

    Spans(Tracer tracer, Collection<Target> targets, JobSpans jobs) {
        this.tracer = tracer;
        this.clouds = targets.stream()
                .collect(Collectors.toMap(Target::name, target -> target.cloud().word()));
        this.jobs = jobs;
    }

    @Override
    public Uni<StopAnswers> call(Call call, Uni<StopAnswers> sending) {
        LeasedJob job = call.job();
        return sampled(job)
                .map(request -> follow(
                        span("stop", request, job, call.operations().size())
                                .setAttribute(Keys.ATTEMPT, (long) call.attempt()),
                        sending,
                        CallSpan::answered))
                .orElse(sending);
    }

    /** A read for several jobs is below the first of those that are traced, and linked to the others. */
    @Override
    public Uni<StatesAnswer> read(Collection<Operation> asked, Uni<StatesAnswer> sending) {
        List<LeasedJob> traced = asked.stream()
                .map(operation -> operation.job)
                .distinct()
                .filter(job -> sampled(job).isPresent())
                .toList();
        if (traced.isEmpty()) {
            return sending;
        }
        Iterator<LeasedJob> jobs = traced.iterator();
        LeasedJob first = jobs.next();
        long instances =
                asked.stream().map(operation -> operation.instanceId).distinct().count();
        SpanBuilder span = span("read states", sampled(first).orElseThrow(), first, instances);
        jobs.forEachRemaining(job -> span.addLink(
                sampled(job).orElseThrow(), Attributes.of(Keys.JOB, job.id().toString())));
        return follow(span, sending, CallSpan::answered);
    }

    @Override
    public void finished(LeasedJob job) {
        if (sampled(job).isPresent()) {
            jobs.over(job.id());
        }
    }

    @Override
    public void gaveUp(UUID job) {
        jobs.over(job);
    }

    @Override
    public void cancelled(UUID job) {
        jobs.overUnheld(job);
    }

    @Override
    public boolean areIdle() {
        return jobs.areIdle();
    }

    private SpanBuilder span(String name, SpanContext request, LeasedJob job, long instances) {
        return tracer.spanBuilder(name)
                .setSpanKind(SpanKind.CLIENT)
                .setParent(Context.root().with(Span.wrap(request)))
                .setAttribute(Keys.JOB, job.id().toString())
                .setAttribute(Keys.TARGET, job.target())
                .setAttribute(Keys.CLOUD, clouds.get(job.target()))
                .setAttribute(Keys.INSTANCES, instances)
                .setAttribute(Keys.EPOCH, (long) job.epoch());
    }

    private static Optional<SpanContext> sampled(LeasedJob job) {
        return Traceparent.read(job.traceparent()).filter(SpanContext::isSampled);
    }

    /** Ended where the answer comes in, and not on the loop, which may be at something else. */
    private static <A> Uni<A> follow(SpanBuilder begun, Uni<A> sending, Telling<A> telling) {
        return sending.withContext((call, subscription) -> {
            Sent sent = Sent.askedFor(subscription);
            Span span = begun.startSpan();
            return call.onTermination()
                    .invoke((answer, broken, cancelled) -> CallSpan.end(span, sent, answer, telling));
        });
    }

    /** What an answer means for its span. */
    @FunctionalInterface
    interface Telling<A> {
        void of(A answer, Span span);
    }
}
