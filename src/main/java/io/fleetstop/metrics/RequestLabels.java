package io.fleetstop.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Answered requests by what they asked for: the framework labels those that were refused early, and their senders' methods, with the very
 * words that were sent.
 */
@Singleton
public class RequestLabels implements MeterFilter {
    static final String REQUESTS = "http.server.requests";

    /** Of a request that did not come to the service. */
    private static final String SIMULATOR = "simulator";

    private static final String OTHER = "other";
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "OPTIONS");

    /** A test holds them against the description of the API. */
    private static final List<Map.Entry<Pattern, String>> ADDRESSES = List.of(
            // What the clouds' clients call.
            address("root", "root"),
            address("/v1/stop-jobs/?", "/v1/stop-jobs"),
            address("/v1/stop-jobs/[^/]+/?", "/v1/stop-jobs/{id}"),
            address("/v1/stop-jobs/[^/]+/cancel/?", "/v1/stop-jobs/{id}/cancel"),
            address("/v1/stop-jobs/[^/]+/retry/?", "/v1/stop-jobs/{id}/retry"),
            address("/v1/stop-jobs/[^/]+/events/?", "/v1/stop-jobs/{id}/events"),
            address("/v1/targets/?", "/v1/targets"),
            address("/v1/targets/[^/]+/pace/?", "/v1/targets/{name}/pace"),
            address("/v1/caller/?", "/v1/caller"),
            address("/dashboard(/.*)?", "/dashboard"));

    /** From a read of one job to where requests time out. */
    private static final double[] BUCKETS = Stream.of(10, 50, 100, 250, 500, 1_000, 2_500, 5_000)
            .map(Duration::ofMillis)
            .mapToDouble(Duration::toNanos)
            .toArray();

    @Override
    public Meter.Id map(Meter.Id id) {
        if (!id.getName().equals(REQUESTS)) {
            return id;
        }
        return id.replaceTags(id.getTags().stream().map(RequestLabels::bounded).toList());
    }

    /** The simulator answers within this process, and is no part of the service. */
    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return SIMULATOR.equals(id.getTag("uri")) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
    }

    /** For answers that came, since a refusal is fast; and for the pool, whose wait all requests share. */
    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
        boolean ofAnswers = id.getName().equals(REQUESTS) && "SUCCESS".equals(id.getTag("outcome"));
        return ofAnswers || id.getName().equals("sql.pool.queue.delay")
                ? DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(BUCKETS)
                        .build()
                        .merge(config)
                : config;
    }

    private static Tag bounded(Tag tag) {
        return switch (tag.getKey()) {
            case "uri" -> Tag.of("uri", uri(tag.getValue()));
            case "method" -> Tag.of("method", METHODS.contains(tag.getValue()) ? tag.getValue() : OTHER);
            default -> tag;
        };
    }

    private static String uri(String told) {
        if (told.equals(SIMULATOR)) {
            return told;
        }
        return ADDRESSES.stream()
                .filter(address -> address.getKey().matcher(told).matches())
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(OTHER);
    }

    private static Map.Entry<Pattern, String> address(String form, String label) {
        return Map.entry(Pattern.compile(form), label);
    }
}
