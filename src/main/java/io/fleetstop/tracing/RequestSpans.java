package io.fleetstop.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Begins the span of a request, below its caller's where it names one. */
@Singleton
public class RequestSpans {
    private final Optional<Tracer> tracer;

    RequestSpans(Tracing tracing) {
        this.tracer = tracing.tracer();
    }

    /**
     * The span ends with the answer, or when the caller has gone.
     *
     * @param route the path, with names in place of what differs
     * @param door how the caller speaks
     */
    public RequestSpan begin(RoutingContext request, String route, String door) {
        return tracer.<RequestSpan>map(spans -> begin(spans, request, route, door))
                .orElse(RequestSpan.NONE);
    }

    private static RequestSpan begin(Tracer tracer, RoutingContext request, String route, String door) {
        String method = request.request().method().name();
        Span span = tracer.spanBuilder(method + " " + route)
                .setSpanKind(SpanKind.SERVER)
                .setParent(caller(request)
                        .map(Span::wrap)
                        .map(Context.root()::with)
                        .orElse(Context.root()))
                .setAttribute(Keys.METHOD, method)
                .setAttribute(Keys.ROUTE, route)
                .setAttribute(Keys.DOOR, door)
                .startSpan();
        var begun = new BegunSpan(span);
        request.addEndHandler(over -> begun.end(request.response()));
        return begun;
    }

    /** The header must come once: of two nobody knows which is meant. */
    private static Optional<SpanContext> caller(RoutingContext request) {
        List<String> given = request.request().headers().getAll(Traceparent.HEADER);
        return given.size() == 1 ? Traceparent.read(given.get(0)) : Optional.empty();
    }
}
