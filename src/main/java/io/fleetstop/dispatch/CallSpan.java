package io.fleetstop.dispatch;

import io.fleetstop.provider.Sent;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswers;
import io.fleetstop.tracing.Keys;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Comparator;
import java.util.Locale;
import org.jboss.logging.Logger;

/** What a span tells of the answer to its call. */
final class CallSpan {
    private static final Logger LOG = Logger.getLogger(CallSpan.class);

    private CallSpan() {}

    /** @param answer null when the call broke */
    static <A> void end(Span span, Sent sent, A answer, Spans.Telling<A> telling) {
        try {
            if (sent.action() != null) {
                span.updateName(sent.action()).setAttribute(Keys.ACTION, sent.action());
            }
            if (sent.httpStatus() > 0) {
                span.setAttribute(Keys.STATUS, (long) sent.httpStatus());
            }
            if (answer == null) {
                failed(span, "broken");
            } else {
                telling.of(answer, span);
            }
        } catch (RuntimeException broken) {
            // Whatever is wrong with the span, the answer must arrive: without it the stop would be one in doubt.
            LOG.warn("a span does not tell of its call", broken);
        } finally {
            span.end();
        }
    }

    /** Of several instances the one that fared worst speaks for all. */
    static void answered(StopAnswers answers, Span span) {
        StopAnswer worst = answers.each().values().stream()
                .max(Comparator.comparing(answer -> isError(answer.kind())))
                .orElseThrow();
        String kind = word(worst.kind());
        span.setAttribute(Keys.ANSWER, kind);
        set(span, Keys.CODE, worst.code());
        set(span, Keys.PROVIDER_CODE, worst.providerCode());
        set(span, Keys.PROVIDER_REQUEST, worst.providerRequestId());
        if (isError(worst.kind())) {
            failed(span, worst.code() == null ? kind : worst.code());
        }
    }

    static void answered(StatesAnswer answer, Span span) {
        String kind = word(answer.kind());
        span.setAttribute(Keys.ANSWER, kind);
        set(span, Keys.PROVIDER_CODE, answer.providerCode());
        boolean failed = switch (answer.kind()) {
            case READ, THROTTLED -> false;
            case FAILED, DENIED -> true;
        };
        if (failed) {
            failed(span, answer.providerCode() == null ? kind : answer.providerCode());
        }
    }

    /** What is sent again, slower or one by one, is the ordinary course of things. */
    private static boolean isError(StopAnswer.Kind kind) {
        return switch (kind) {
            case ACCEPTED, CHECK_PASSED, THROTTLED, CONFLICT, BUSY, UNDIVIDED -> false;
            case UNSENT, UNKNOWN, REFUSED, DENIED -> true;
        };
    }

    private static void failed(Span span, String kind) {
        span.setStatus(StatusCode.ERROR).setAttribute(Keys.ERROR, kind);
    }

    private static void set(Span span, AttributeKey<String> key, String value) {
        if (value != null) {
            span.setAttribute(key, value);
        }
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
