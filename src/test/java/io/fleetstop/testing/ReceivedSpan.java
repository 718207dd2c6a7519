package io.fleetstop.testing;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A span as a collector gets it.
 *
 * @param parentId empty for the first of a trace
 * @param linked spans of other traces
 * @param text all of it, with that of the process it comes from
 */
public record ReceivedSpan(
        String traceId,
        String spanId,
        String parentId,
        String name,
        Span.SpanKind kind,
        boolean isError,
        long startNanos,
        long endNanos,
        Map<String, String> attributes,
        Map<String, String> resource,
        List<String> linked,
        String text) {

    static List<ReceivedSpan> all(ExportTraceServiceRequest request) {
        return request.getResourceSpansList().stream()
                .flatMap(each -> each.getScopeSpansList().stream()
                        .flatMap(scope -> scope.getSpansList().stream())
                        .map(span -> of(
                                span,
                                attributes(each.getResource().getAttributesList()),
                                each.getResource() + "\n" + span)))
                .toList();
    }

    private static ReceivedSpan of(Span span, Map<String, String> resource, String text) {
        return new ReceivedSpan(
                hex(span.getTraceId()),
                hex(span.getSpanId()),
                hex(span.getParentSpanId()),
                span.getName(),
                span.getKind(),
                span.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR,
                span.getStartTimeUnixNano(),
                span.getEndTimeUnixNano(),
                attributes(span.getAttributesList()),
                resource,
                span.getLinksList().stream().map(link -> hex(link.getSpanId())).toList(),
                text);
    }

    /** Null where the span does not tell it. */
    public String get(String key) {
        return attributes.get(key);
    }

    public long durationNanos() {
        return endNanos - startNanos;
    }

    private static Map<String, String> attributes(List<KeyValue> pairs) {
        Map<String, String> attributes = new TreeMap<>();
        pairs.forEach(pair -> attributes.put(pair.getKey(), text(pair.getValue())));
        return attributes;
    }

    private static String text(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case INT_VALUE -> Long.toString(value.getIntValue());
            case BOOL_VALUE -> Boolean.toString(value.getBoolValue());
            default -> value.toString();
        };
    }

    private static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }
}
