package io.fleetstop.identity;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Which of the two issuers of tokens there are, and what depends on it. Their addresses and secrets stand in application.properties, as
 * references: a build writes what a source lists into the jar.
 */
public final class OidcSettings implements ConfigSourceFactory {

    /** Above application.properties' place for defaults, below anything that a user sets. */
    private static final int ORDINAL = 240;

    private static final String AUTH = "fleetstop.auth.";
    private static final String COMPANY = "quarkus.oidc.company.";
    private static final String CLUSTER = "quarkus.oidc.cluster.";

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        boolean required = !has(context, "mode", "open");
        boolean company = required && has(context, "issuer");
        boolean login = company && has(context, "client-id");
        boolean cluster = required && has(context, "cluster.issuer");
        Map<String, String> settings = new HashMap<>();
        settings.put(COMPANY + "tenant-enabled", Boolean.toString(company));
        // Hybrid: without a bearer token the session of a login will do.
        settings.put(COMPANY + "application-type", login ? "hybrid" : "service");
        settings.put(CLUSTER + "tenant-enabled", Boolean.toString(cluster));
        if (cluster && has(context, "cluster.ca-file")) {
            settings.put("quarkus.tls.cluster.trust-store.pem.certs", "${" + AUTH + "cluster.ca-file}");
            settings.put(CLUSTER + "tls.tls-configuration-name", "cluster");
        }
        return List.of(new PropertiesConfigSource(settings, "issuers of tokens", ORDINAL));
    }

    private static boolean has(ConfigSourceContext context, String setting) {
        return value(context, setting).isPresent();
    }

    private static boolean has(ConfigSourceContext context, String setting, String value) {
        return value(context, setting).filter(value::equalsIgnoreCase).isPresent();
    }

    private static Optional<String> value(ConfigSourceContext context, String setting) {
        return Optional.ofNullable(context.getValue(AUTH + setting))
                .map(ConfigValue::getValue)
                .filter(value -> !value.isBlank());
    }
}
