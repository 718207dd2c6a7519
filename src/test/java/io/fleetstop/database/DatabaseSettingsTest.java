package io.fleetstop.database;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DatabaseSettingsTest {

    @Test
    void one_url_sets_both_data_sources() {
        SmallRyeConfig config = config(Map.of("fleetstop.database.url", "postgresql://u:p@db/app?sslmode=require"));

        assertThat(config.getConfigValue("quarkus.datasource.reactive.url").getValue())
                .isEqualTo("postgresql://db:5432/app?sslmode=require");
        assertThat(config.getConfigValue("quarkus.datasource.migration.jdbc.url")
                        .getValue())
                .isEqualTo("jdbc:postgresql://db:5432/app?sslmode=require");
        assertThat(config.getConfigValue("quarkus.datasource.migration.username")
                        .getValue())
                .isEqualTo("u");
    }

    @Test
    void password_with_an_expression_in_it_arrives_as_it_is() {
        SmallRyeConfig config = config(Map.of("fleetstop.database.url", "postgresql://u:a%24%7Bx%7D%24%24b@db/app"));

        assertThat(config.getValue("quarkus.datasource.password", String.class)).isEqualTo("a${x}$$b");
        assertThat(config.getValue("quarkus.datasource.migration.password", String.class))
                .isEqualTo("a${x}$$b");
    }

    @Test
    void owner_set_by_hand_migrates_instead_of_the_service_user() {
        SmallRyeConfig config = config(Map.of(
                "fleetstop.database.url", "postgresql://u:p@db/app",
                "quarkus.datasource.migration.username", "owner"));

        assertThat(config.getConfigValue("quarkus.datasource.migration.username")
                        .getValue())
                .isEqualTo("owner");
        assertThat(config.getConfigValue("quarkus.datasource.username").getValue())
                .isEqualTo("u");
    }

    @Test
    void without_a_url_nothing_is_set() {
        assertThat(config(Map.of())
                        .getConfigValue("quarkus.datasource.reactive.url")
                        .getValue())
                .isNull();
    }

    private static SmallRyeConfig config(Map<String, String> user) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(user, "user", 250))
                .withSources(new DatabaseSettings())
                .build();
    }
}
