package io.fleetstop.database;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseSettingsTest {

    private static final Path SHIPPED = Path.of("src/main/resources/application.properties");

    @Test
    void one_url_sets_both_data_sources() {
        SmallRyeConfig config = config(Map.of("fleetstop.database.url", "postgresql://u:p@db/app?sslmode=require"));

        assertThat(value(config, "quarkus.datasource.reactive.url"))
                .isEqualTo("postgresql://db:5432/app?sslmode=require");
        assertThat(value(config, "quarkus.datasource.migration.jdbc.url"))
                .isEqualTo("jdbc:postgresql://db:5432/app?sslmode=require");
        assertThat(value(config, "quarkus.datasource.username")).isEqualTo("u");
        assertThat(value(config, "quarkus.datasource.migration.username")).isEqualTo("u");
    }

    @Test
    void password_with_an_expression_in_it_arrives_as_it_is() {
        SmallRyeConfig config = config(Map.of("fleetstop.database.url", "postgresql://u:a%24%7Bx%7D%24%24b@db/app"));

        assertThat(value(config, "quarkus.datasource.password")).isEqualTo("a${x}$$b");
        assertThat(value(config, "quarkus.datasource.migration.password")).isEqualTo("a${x}$$b");
    }

    @Test
    void url_without_a_password_sets_none() {
        SmallRyeConfig config = config(Map.of("fleetstop.database.url", "postgresql://u@db/app"));

        assertThat(value(config, "quarkus.datasource.password")).isNullOrEmpty();
    }

    @Test
    void owner_set_by_hand_migrates_instead_of_the_service_user() {
        SmallRyeConfig config = config(Map.of(
                "fleetstop.database.url", "postgresql://u:p@db/app",
                "quarkus.datasource.migration.username", "owner"));

        assertThat(value(config, "quarkus.datasource.migration.username")).isEqualTo("owner");
        assertThat(value(config, "quarkus.datasource.username")).isEqualTo("u");
    }

    @Test
    void build_lists_no_password_to_write_into_the_jar() {
        SmallRyeConfig config = config(Map.of("fleetstop.database.url", "postgresql://u:p@db/app"));

        assertThat(config.getPropertyNames()).noneMatch(name -> name.startsWith("io.fleetstop."));
        assertThat(config.getConfigValue("quarkus.datasource.password").getRawValue())
                .startsWith("${");
    }

    private static String value(SmallRyeConfig config, String name) {
        return config.getConfigValue(name).getValue();
    }

    private static SmallRyeConfig config(Map<String, String> environment) {
        try {
            return new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(new PropertiesConfigSource(SHIPPED.toUri().toURL(), 250))
                    .withSources(new PropertiesConfigSource(environment, "environment", 300))
                    .withSources(new DatabaseSettings())
                    .build();
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
