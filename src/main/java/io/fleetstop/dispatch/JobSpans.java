package io.fleetstop.dispatch;

import io.fleetstop.job.FinishedJob;
import io.fleetstop.job.JobState;
import io.fleetstop.tracing.Keys;
import io.fleetstop.tracing.Traceparent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The span of a whole job, from its acceptance to its end, made once it is over: what is not in its calls was waiting. Its times are the
 * database's, so that they are right whichever replicas worked on it; those of other spans are each replica's own.
 */
final class JobSpans {
    private static final Logger LOG = Logger.getLogger(JobSpans.class);

    /** As for the engine's other statements. */
    private static final Duration TIME_OUT = Duration.ofSeconds(5);

    /** As many as two replicas work on; of more that end while the database is away the spans are missing. */
    private static final int MOST_WAITING = 512;

    private final Tracer tracer;
    private final Loop loop;
    private final Function<Collection<UUID>, Uni<List<FinishedJob>>> finished;

    /** Those to be looked up, and whether they are told of only if they never had a holder. */
    private final Map<UUID, Boolean> waiting = new LinkedHashMap<>();

    private boolean busy;

    /** @param finished looks up how jobs went that are over */
    JobSpans(Tracer tracer, Loop loop, Function<Collection<UUID>, Uni<List<FinishedJob>>> finished) {
        this.tracer = tracer;
        this.loop = loop;
        this.finished = finished;
    }

    void over(UUID job) {
        lookUp(job, false);
    }

    /** If it is over and never had a holder; of any other a holder tells. */
    void overUnheld(UUID job) {
        lookUp(job, true);
    }

    boolean areIdle() {
        return waiting.isEmpty() && !busy;
    }

    private void lookUp(UUID job, boolean onlyUnheld) {
        if (waiting.size() < MOST_WAITING) {
            waiting.merge(job, onlyUnheld, Boolean::logicalAnd);
        }
        lookUp();
    }

    /** One statement at a time, for all that ended during the one before. */
    private void lookUp() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        Map<UUID, Boolean> asked = Map.copyOf(waiting);
        waiting.clear();
        loop.within(TIME_OUT, Uni.createFrom().deferred(() -> finished.apply(asked.keySet())))
                .onTermination()
                .invoke(() -> busy = false)
                .subscribe()
                .with(jobs -> tell(jobs, asked), failure -> untold(asked, failure));
    }

    private void tell(List<FinishedJob> jobs, Map<UUID, Boolean> onlyUnheld) {
        jobs.stream()
                .filter(job -> !onlyUnheld.get(job.id()) || job.epoch() == 0)
                .forEach(this::tell);
        lookUp();
    }

    private void untold(Map<UUID, Boolean> asked, Throwable failure) {
        LOG.debugf("jobs without their spans count=%d reason=%s", asked.size(), failure);
        lookUp();
    }

    private void tell(FinishedJob job) {
        Traceparent.read(job.traceparent()).filter(SpanContext::isSampled).ifPresent(request -> {
            Span span = tracer.spanBuilder("stop job")
                    .setParent(Context.root().with(Span.wrap(request)))
                    .setStartTimestamp(job.createdAt())
                    .setAttribute(Keys.JOB, job.id().toString())
                    .setAttribute(Keys.TARGET, job.target())
                    .setAttribute(Keys.STATE, job.state().name())
                    .setAttribute(Keys.EPOCH, (long) job.epoch())
                    .setAttribute(Keys.INSTANCES, (long) job.total())
                    .setAttribute(Keys.count("accepted"), (long) job.accepted())
                    .setAttribute(Keys.count("stopped"), (long) job.stopped())
                    .setAttribute(Keys.count("failed"), (long) job.failed())
                    .setAttribute(Keys.count("skipped"), (long) job.skipped())
                    .setAttribute(Keys.count("cancelled"), (long) job.cancelled())
                    .startSpan();
            if (job.state() == JobState.Failed) {
                span.setStatus(StatusCode.ERROR)
                        .setAttribute(Keys.ERROR, job.state().name());
            }
            span.end(job.finishedAt());
        });
    }
}
