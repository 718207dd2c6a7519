package io.fleetstop.database;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Takes {@code fleetstop.database.url} to pieces; application.properties puts them into both data sources. */
public final class DatabaseSettings implements ConfigSourceFactory {

    /** Anywhere: nobody else knows these names. */
    private static final int ORDINAL = 100;

    private static final String NAME = "fleetstop.database.url";
    private static final String PARTS = "io.fleetstop.database.";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return Optional.ofNullable(context.getValue(NAME))
                .map(ConfigValue::getValue)
                .filter(url -> !url.isBlank())
                .map(DatabaseUrl::parse)
                .<Iterable<ConfigSource>>map(url -> List.of(new UnlistedSource("from " + NAME, ORDINAL, parts(url))))
                .orElse(List.of());
    }

    private static Map<String, String> parts(DatabaseUrl url) {
        return Map.of(
                PARTS + "reactive", url.reactive(),
                PARTS + "jdbc", url.jdbc(),
                PARTS + "user", literal(url.user()),
                PARTS + "password", literal(url.password().orElse("")));
    }

    /** A dollar sign would start an expression. */
    private static String literal(String value) {
        return value.replace("$", "$$");
    }
}
