package io.fleetstop.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Says now and then that a collector does not take what it is given. The SDK says it with each batch, which is switched off. */
final class PatientExporter implements SpanExporter {
    private static final Logger LOG = Logger.getLogger(PatientExporter.class);

    /** A collector may be away for a night, and nothing of what the service is for depends on it. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private static final int LONGEST_REASON = 200;

    private final SpanExporter exporter;
    private long lost;
    private long spokeAt;

    PatientExporter(SpanExporter exporter) {
        this.exporter = exporter;
        this.spokeAt = System.nanoTime() - SILENCE.toNanos();
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int count = spans.size();
        CompletableResultCode result = exporter.export(spans);
        result.whenComplete(() -> heard(result, count));
        return result;
    }

    private synchronized void heard(CompletableResultCode result, int count) {
        if (result.isSuccess()) {
            return;
        }
        lost += count;
        if (System.nanoTime() - spokeAt >= SILENCE.toNanos()) {
            spokeAt = System.nanoTime();
            LOG.warnf(
                    "the collector at fleetstop.tracing.endpoint takes no spans, silent about it for %d min lost=%d reason=%s",
                    TimeUnit.NANOSECONDS.toMinutes(SILENCE.toNanos()), lost, reason(result.getFailureThrowable()));
        }
    }

    /** What broke, without what wraps it and what lies below. Which answer it was that refused, only the SDK's inner classes tell. */
    private static String reason(Throwable failure) {
        if (failure == null || failure.getCause() == null) {
            return "it refuses them";
        }
        String reason = Stream.iterate(failure.getCause(), cause -> cause != null, Throwable::getCause)
                .filter(IOException.class::isInstance)
                .findFirst()
                .orElse(failure.getCause())
                .toString();
        return reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
