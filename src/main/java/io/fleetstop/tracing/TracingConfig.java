package io.fleetstop.tracing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where spans go, and of how many requests. */
@ConfigMapping(prefix = "fleetstop.tracing")
public interface TracingConfig {

    /**
     * A collector that takes OTLP over HTTP, such as {@code http://collector:4318}; {@code /v1/traces} is added unless it ends so. Absent:
     * nothing is traced.
     */
    Optional<String> endpoint();

    /** What each request to the collector carries, a key for instance: {@code name=value}, several with commas between. A secret. */
    Optional<String> headers();

    /**
     * The part, from 0 to 1, of those requests that is traced whose callers do not say; where they do, it is as they say. Too low: the one
     * that mattered is missing. Too high: what it costs, for the collector more than here.
     */
    @WithDefault("1")
    double sampledShare();
}
