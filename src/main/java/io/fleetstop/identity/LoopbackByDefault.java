package io.fleetstop.identity;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** In open mode the ports bind to loopback unless told otherwise; told otherwise, {@link AuthGuard} refuses to start. */
public final class LoopbackByDefault implements ConfigSourceFactory {

    /** Above the framework's own default of every address, below anything that a user sets. */
    private static final int ORDINAL = 90;

    private static final ConfigSource LOOPBACK = new PropertiesConfigSource(
            Map.of("quarkus.http.host", "127.0.0.1", "quarkus.management.host", "127.0.0.1"),
            "loopback in open mode",
            ORDINAL);

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        boolean open = Optional.ofNullable(context.getValue("fleetstop.auth.mode"))
                .map(ConfigValue::getValue)
                .filter("open"::equalsIgnoreCase)
                .isPresent();
        return open ? List.of(LOOPBACK) : List.of();
    }
}
