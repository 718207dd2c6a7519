package io.fleetstop.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** Gathers spans and hands them to the collector, on threads of its own: whoever makes a span waits for nothing. */
final class OtlpExport implements Export {
    private static final String SERVICE = "fleetstop";

    /** The spans of some twenty jobs of a hundred, at about a kilobyte each; what comes while it is full is thrown away. */
    private static final int MOST_WAITING = 2048;

    /** A quarter of a megabyte, far below what collectors take in one request. */
    private static final int MOST_AT_ONCE = 512;

    /** What a process that is killed takes with it. */
    private static final Duration EVERY = Duration.ofSeconds(1);

    /** With all tries together. Longer only lets more be thrown away meanwhile. */
    private static final Duration TIME_OUT = Duration.ofSeconds(5);

    /** Two seconds cross any ocean a few times. */
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** A part of the time that an orchestrator gives; a collector that is away must not use up more of it. */
    private static final Duration LAST_WRITE = Duration.ofSeconds(2);

    /** Longer than any code, name or id that the clouds give. */
    private static final int LONGEST_TEXT = 256;

    private final SdkTracerProvider provider;

    /** @param address of the collector, with its path */
    OtlpExport(URI address, Map<String, String> headers, double sampledShare, String version) {
        OtlpHttpSpanExporterBuilder exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(address.toString())
                .setTimeout(TIME_OUT)
                .setConnectTimeout(CONNECT);
        headers.forEach(exporter::addHeader);
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(self(version))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sampledShare)))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(LONGEST_TEXT)
                        .build())
                .addSpanProcessor(gather(new PatientExporter(exporter.build())))
                .build();
    }

    private static BatchSpanProcessor gather(SpanExporter exporter) {
        return BatchSpanProcessor.builder(exporter)
                .setMaxQueueSize(MOST_WAITING)
                .setMaxExportBatchSize(MOST_AT_ONCE)
                .setScheduleDelay(EVERY)
                .setExporterTimeout(TIME_OUT)
                .build();
    }

    private static Attributes self(String version) {
        return Attributes.of(
                AttributeKey.stringKey("service.name"),
                SERVICE,
                AttributeKey.stringKey("service.version"),
                version,
                AttributeKey.stringKey("service.instance.id"),
                UUID.randomUUID().toString());
    }

    @Override
    public Tracer tracer() {
        return provider.get("io.fleetstop");
    }

    @Override
    public void end() {
        provider.shutdown().join(LAST_WRITE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
