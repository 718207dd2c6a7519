package io.fleetstop.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells which version runs where, while one replaces the other. */
@Singleton
public class BuildInfo {
    private final MeterRegistry registry;
    private final String version;

    BuildInfo(MeterRegistry registry, @ConfigProperty(name = "quarkus.application.version") String version) {
        this.registry = registry;
        this.version = version;
    }

    void tell(@Observes StartupEvent starting) {
        Gauge.builder("fleetstop.build.info", () -> 1)
                .tag("version", version)
                .description("Always 1")
                .register(registry);
    }
}
