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
    void owner_has_a_url_of_its_own_and_grants_to_the_user_that_serves() {
        SmallRyeConfig config = config(Map.of(
                "fleetstop.database.url", "postgresql://app:p@db/app",
                "fleetstop.database.owner-url", "postgresql://owner:q@db/app?options=x"));

        assertThat(value(config, "quarkus.datasource.username")).isEqualTo("app");
        assertThat(value(config, "quarkus.datasource.migration.username")).isEqualTo("owner");
        assertThat(value(config, "quarkus.datasource.migration.password")).isEqualTo("q");
        assertThat(value(config, "quarkus.datasource.migration.jdbc.url"))
                .isEqualTo("jdbc:postgresql://db:5432/app?options=x");
        assertThat(value(config, "quarkus.flyway.migration.placeholders.service"))
                .isEqualTo("app");
    }

    @Test
    void one_user_for_both_has_nothing_to_grant_to_another() {
        SmallRyeConfig config = config(Map.of("fleetstop.database.url", "postgresql://u:p@db/app"));

        assertThat(value(config, "quarkus.flyway.migration.placeholders.service"))
                .isEqualTo(value(config, "quarkus.datasource.migration.username"));
    }

    @Test
    void migrating_alone_needs_the_owner_and_the_name_of_the_role_that_serves() {
        SmallRyeConfig config = config(Map.of(
                "fleetstop.database.owner-url", "postgresql://owner:q@db/app",
                "fleetstop.database.service-role", "o'brien$1"));

        assertThat(value(config, "quarkus.datasource.migration.username")).isEqualTo("owner");
        assertThat(value(config, "quarkus.flyway.migration.placeholders.service"))
                .as("as it stands in a text of SQL")
                .isEqualTo("o''brien$1");
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
