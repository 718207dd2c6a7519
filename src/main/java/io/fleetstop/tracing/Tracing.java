package io.fleetstop.tracing;

import io.opentelemetry.api.trace.Tracer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether spans are made, and their end. A setting that will not do stops the service at start. */
@Startup
@Singleton
public class Tracing {

    private final Optional<Export> export;

    /** @throws IllegalArgumentException naming the setting that will not do */
    Tracing(TracingConfig config, @ConfigProperty(name = "quarkus.application.version") String version) {
        var rules = new TracingRules(config);
        this.export = rules.address()
                .<Export>map(address -> new OtlpExport(address, rules.headers(), config.sampledShare(), version));
    }

    /** Makes spans; empty where nobody wants any. */
    public Optional<Tracer> tracer() {
        return export.map(Export::tracer);
    }

    /** After the doors have closed and the last calls have been answered. */
    void stop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent ending) {
        export.ifPresent(Export::end);
    }
}
