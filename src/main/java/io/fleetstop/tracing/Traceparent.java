package io.fleetstop.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Optional;

/** A span's place in its trace as text, as the W3C's Trace Context has it in the header of that name. */
public final class Traceparent {
    static final String HEADER = "traceparent";

    private static final W3CTraceContextPropagator FORM = W3CTraceContextPropagator.getInstance();

    /** The text is all that there is: what else callers send along would travel on unchecked. */
    private static final TextMapGetter<String> ALONE = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String text) {
            return List.of(HEADER);
        }

        @Override
        public String get(String text, String key) {
            return HEADER.equals(key) ? text : null;
        }
    };

    private Traceparent() {}

    /** @return empty for null and for what is not of the form */
    public static Optional<SpanContext> read(String text) {
        return Optional.ofNullable(text)
                .map(each -> Span.fromContext(FORM.extract(Context.root(), each, ALONE))
                        .getSpanContext())
                .filter(SpanContext::isValid);
    }

    static String write(SpanContext place) {
        StringBuilder text = new StringBuilder();
        FORM.inject(Context.root().with(Span.wrap(place)), text, (into, key, value) -> {
            if (HEADER.equals(key)) {
                into.append(value);
            }
        });
        return text.toString();
    }
}
