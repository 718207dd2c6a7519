package io.fleetstop.database;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Takes {@code fleetstop.database.url} and {@code .owner-url} to pieces; application.properties puts them into both data sources. Where
 * there is one of them only, it serves for both.
 */
public final class DatabaseSettings implements ConfigSourceFactory {

    /** Anywhere: nobody else knows these names. */
    private static final int ORDINAL = 100;

    private static final String URL = "fleetstop.database.url";
    private static final String OWNER_URL = "fleetstop.database.owner-url";
    private static final String SERVICE_ROLE = "fleetstop.database.service-role";
    private static final String PARTS = "io.fleetstop.database.";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Optional<DatabaseUrl> service = value(context, URL).map(DatabaseUrl::parse);
        Optional<DatabaseUrl> owner = value(context, OWNER_URL).map(url -> DatabaseUrl.parse(OWNER_URL, url));
        return service.or(() -> owner)
                .<Iterable<ConfigSource>>map(serving -> List.of(new UnlistedSource(
                        "from " + URL + " and " + OWNER_URL,
                        ORDINAL,
                        parts(
                                serving,
                                owner.orElse(serving),
                                value(context, SERVICE_ROLE).orElse(serving.user())))))
                .orElse(List.of());
    }

    private static Optional<String> value(ConfigSourceContext context, String name) {
        return Optional.ofNullable(context.getValue(name))
                .map(ConfigValue::getValue)
                .filter(value -> !value.isBlank());
    }

    private static Map<String, String> parts(DatabaseUrl serving, DatabaseUrl owner, String serviceRole) {
        return Map.of(
                PARTS + "reactive", serving.reactive(),
                PARTS + "user", literal(serving.user()),
                PARTS + "password", literal(serving.password().orElse("")),
                PARTS + "owner.jdbc", owner.jdbc(),
                PARTS + "owner.user", literal(owner.user()),
                PARTS + "owner.password", literal(owner.password().orElse("")),
                // It stands between the quotes of a text in SQL.
                PARTS + "service", literal(serviceRole.replace("'", "''")));
    }

    /** A dollar sign would start an expression. */
    private static String literal(String value) {
        return value.replace("$", "$$");
    }
}
