package io.fleetstop.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fleetstop.SecretsConfig;
import io.fleetstop.actionapi.ActionApiConfig;
import io.fleetstop.database.DatabaseConfig;
import io.fleetstop.dispatch.DispatchConfig;
import io.fleetstop.http.ClientTimes;
import io.fleetstop.identity.AccessKeysConfig;
import io.fleetstop.identity.AuthConfig;
import io.fleetstop.identity.TenantsConfig;
import io.fleetstop.simulator.SimulatorConfig;
import io.fleetstop.target.TargetsConfig;
import io.fleetstop.tracing.TracingConfig;
import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Every setting in the manifests is one that is read; a misspelt one would be left alone in silence. */
class SettingsTest {
    private static final String OVERLAYS = "io.fleetstop.k8s.Overlay#names";

    private static final List<Class<?>> OURS = List.of(
            ActionApiConfig.class,
            AccessKeysConfig.class,
            AuthConfig.class,
            ClientTimes.class,
            DatabaseConfig.class,
            DispatchConfig.class,
            SecretsConfig.class,
            SimulatorConfig.class,
            TargetsConfig.class,
            TenantsConfig.class,
            TracingConfig.class);

    /** Read by the vendors' libraries, by ours in their manner, or by the configuration itself. */
    private static final Set<String> OTHERS = Set.of(
            "ALIBABA_CLOUD_ROLE_ARN",
            "ALIBABA_CLOUD_OIDC_PROVIDER_ARN",
            "ALIBABA_CLOUD_OIDC_TOKEN_FILE",
            "ALIBABA_CLOUD_ECS_METADATA_DISABLED",
            "VOLCENGINE_OIDC_ROLE_TRN",
            "VOLCENGINE_OIDC_TOKEN_FILE",
            "VOLCENGINE_ECS_METADATA_DISABLED");

    /** Documented as a property name only. */
    private static final Set<String> UNLISTED = Set.of("QUARKUS_INIT_AND_EXIT");

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void every_property_of_the_config_map_is_read(String name) throws IOException {
        String file = Overlay.render(name).all(ConfigMap.class).stream()
                .filter(map -> map.getMetadata().getName().startsWith("fleetstop-"))
                .filter(map -> map.getData().containsKey("application.properties"))
                .findFirst()
                .orElseThrow()
                .getData()
                .get("application.properties");
        SmallRyeConfig config = read(file);
        assertThat(config.getConfigMapping(TenantsConfig.class).tenants()).isNotEmpty();
        assertThat(config.getConfigMapping(TargetsConfig.class).targets()).isNotEmpty();
    }

    @Test
    void a_misspelt_property_is_noticed() {
        assertThatThrownBy(() -> read("fleetstop.auth.cluster.isuer=https://kubernetes.default.svc"))
                .hasMessageContaining("fleetstop.auth.cluster.isuer");
    }

    @ParameterizedTest
    @MethodSource(OVERLAYS)
    void every_variable_of_the_environment_is_read(String name) throws IOException {
        Set<String> ours = OURS.stream()
                .flatMap(mapping -> ConfigMappings.getProperties(ConfigClass.configClass(mapping)).keySet().stream())
                .map(SettingsTest::variable)
                .collect(Collectors.toSet());
        List<Pattern> frameworks = variablesOfQuarkus();
        for (Container container : Overlay.render(name).containers()) {
            assertThat(container.getEnv())
                    .extracting(EnvVar::getName)
                    .doesNotHaveDuplicates()
                    .allMatch(
                            variable -> ours.contains(variable)
                                    || OTHERS.contains(variable)
                                    || UNLISTED.contains(variable)
                                    || frameworks.stream()
                                            .anyMatch(known ->
                                                    known.matcher(variable).matches()),
                            "a setting");
        }
    }

    private static SmallRyeConfig read(String file) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(file));
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(
                        properties.entrySet().stream()
                                .collect(Collectors.toMap(
                                        entry -> (String) entry.getKey(), entry -> (String) entry.getValue())),
                        "application.properties",
                        100));
        OURS.forEach((Consumer<Class<?>>) builder::withMapping);
        return builder.build();
    }

    private static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase();
    }

    /** From the description that each extension brings. Where a name is part of a setting, any word will do. */
    private static List<Pattern> variablesOfQuarkus() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Pattern> known = new ArrayList<>();
        for (URL model : Collections.list(SettingsTest.class
                .getClassLoader()
                .getResources("META-INF/quarkus-config-doc/quarkus-config-model.json"))) {
            for (JsonNode variable : json.readTree(model).findValues("environmentVariable")) {
                known.add(Pattern.compile(variable.asText().replaceAll("__[A-Z_]+?__", "_+[A-Z0-9]+_+")));
            }
        }
        assertThat(known).isNotEmpty();
        return known;
    }
}
