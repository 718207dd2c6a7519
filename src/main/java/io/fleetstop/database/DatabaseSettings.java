package io.fleetstop.database;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Turns {@code fleetstop.database.url} into the settings of both data sources. */
public final class DatabaseSettings implements ConfigSourceFactory {

    /** Below application.properties (250), so that whoever sets a data source by hand (an owner for migrations) wins. */
    private static final int ORDINAL = 240;

    private static final String NAME = "fleetstop.database.url";

    /** Last of all factories: one of them may be the one that knows the URL. */
    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(Integer.MAX_VALUE);
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        return Optional.ofNullable(context.getValue(NAME))
                .map(ConfigValue::getValue)
                .filter(url -> !url.isBlank())
                .map(DatabaseUrl::parse)
                .<Iterable<ConfigSource>>map(
                        url -> List.of(new PropertiesConfigSource(dataSources(url), "from " + NAME, ORDINAL)))
                .orElse(List.of());
    }

    private static Map<String, String> dataSources(DatabaseUrl url) {
        Map<String, String> settings = new HashMap<>();
        settings.put("quarkus.datasource.reactive.url", url.reactive());
        settings.put("quarkus.datasource.migration.jdbc.url", url.jdbc());
        for (String dataSource : List.of("quarkus.datasource.", "quarkus.datasource.migration.")) {
            settings.put(dataSource + "username", literal(url.user()));
            url.password().ifPresent(password -> settings.put(dataSource + "password", literal(password)));
        }
        return settings;
    }

    /** A dollar sign would start an expression. */
    private static String literal(String value) {
        return value.replace("$", "$$");
    }
}
