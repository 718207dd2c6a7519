package io.fleetstop.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;

/** The span of a request, from the moment that its head was read. */
final class BegunSpan implements RequestSpan {
    private static final int SERVERS_FAULT = 500;

    private final Span span;
    private volatile boolean mayAsk;

    BegunSpan(Span span) {
        this.span = span;
    }

    @Override
    public String traceparent() {
        return Traceparent.write(span.getSpanContext());
    }

    @Override
    public void asks(String target, int instances) {
        mayAsk = true;
        span.setAttribute(Keys.TARGET, target).setAttribute(Keys.INSTANCES, (long) instances);
    }

    @Override
    public void made(UUID job) {
        about(job, false);
    }

    @Override
    public void repeats(UUID job) {
        about(job, true);
    }

    private void about(UUID job, boolean repeat) {
        span.setAttribute(Keys.JOB, job.toString()).setAttribute(Keys.REPEAT, repeat);
    }

    /** A span that is not ended is not handed over. */
    void end(HttpServerResponse answer) {
        if (!mayAsk) {
            return;
        }
        if (answer.headWritten()) {
            int status = answer.getStatusCode();
            span.setAttribute(Keys.STATUS, (long) status);
            if (status >= SERVERS_FAULT) {
                span.setStatus(StatusCode.ERROR).setAttribute(Keys.ERROR, Integer.toString(status));
            }
        }
        span.end();
    }
}
