package io.fleetstop.dispatch;

import io.fleetstop.job.Course;
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
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * The span of a whole job, from its acceptance to its end, made once it is over: what is not in its calls was waiting. Its times are the
 * database's, so that they are right whichever replicas worked on it; those of other spans are each replica's own.
 */
final class JobSpans {
    private static final Logger LOG = Logger.getLogger(JobSpans.class);

    /** As for the engine's other statements. */
    private static final Duration TIME_OUT = Duration.ofSeconds(5);

    private final Tracer tracer;
    private final Loop loop;
    private final Function<UUID, Uni<Optional<Course>>> courses;
    private int lookingUp;

    /** @param courses looks up how a job went that is over */
    JobSpans(Tracer tracer, Loop loop, Function<UUID, Uni<Optional<Course>>> courses) {
        this.tracer = tracer;
        this.loop = loop;
        this.courses = courses;
    }

    void over(UUID job) {
        lookUp(job, course -> true);
    }

    /** If it is over and never had a holder; of any other a holder tells. */
    void overUnheld(UUID job) {
        lookUp(job, course -> course.epoch() == 0);
    }

    boolean areIdle() {
        return lookingUp == 0;
    }

    private void lookUp(UUID job, Predicate<Course> wanted) {
        lookingUp++;
        loop.within(TIME_OUT, Uni.createFrom().deferred(() -> courses.apply(job)))
                .onTermination()
                .invoke(() -> lookingUp--)
                .subscribe()
                .with(
                        course -> course.filter(wanted).ifPresent(each -> tell(job, each)),
                        failure -> LOG.debugf("job without its span job=%s reason=%s", job, failure));
    }

    private void tell(UUID job, Course course) {
        Traceparent.read(course.traceparent()).filter(SpanContext::isSampled).ifPresent(request -> {
            Span span = tracer.spanBuilder("stop job")
                    .setParent(Context.root().with(Span.wrap(request)))
                    .setStartTimestamp(course.createdAt())
                    .setAttribute(Keys.JOB, job.toString())
                    .setAttribute(Keys.TARGET, course.target())
                    .setAttribute(Keys.STATE, course.state().name())
                    .setAttribute(Keys.EPOCH, (long) course.epoch())
                    .setAttribute(Keys.INSTANCES, (long) course.total())
                    .setAttribute(Keys.count("accepted"), (long) course.accepted())
                    .setAttribute(Keys.count("stopped"), (long) course.stopped())
                    .setAttribute(Keys.count("failed"), (long) course.failed())
                    .setAttribute(Keys.count("skipped"), (long) course.skipped())
                    .setAttribute(Keys.count("cancelled"), (long) course.cancelled())
                    .startSpan();
            if (course.state() == JobState.Failed) {
                span.setStatus(StatusCode.ERROR)
                        .setAttribute(Keys.ERROR, course.state().name());
            }
            span.end(course.finishedAt());
        });
    }
}
