package io.fleetstop.target;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which environment variables make a target: a rule of the configuration library that its users cannot guess. */
class EnvironmentNamesTest {

    private static final Map<String, String> NO_FILE = Map.of();

    @ParameterizedTest
    @ValueSource(strings = {"FLEETSTOP_TARGETS__PROD__", "FLEETSTOP_TARGETS_PROD_", "FLEETSTOP_TARGETS__Prod__"})
    void a_name_of_one_word_comes_out_in_lower_case(String prefix) {
        assertThat(config(whole(prefix), NO_FILE).targets()).containsOnlyKeys("prod");
    }

    @Test
    void every_setting_can_be_a_variable() {
        var environment = new HashMap<>(whole("FLEETSTOP_TARGETS__PROD__"));
        environment.put("FLEETSTOP_DEFAULT_TARGET", "prod");
        environment.put("FLEETSTOP_TARGETS__PROD__PROTECTED_DATABASES", "i-db-*,i-1");
        var config = config(environment, NO_FILE);
        var target = config.targets().get("prod");

        assertThat(config.defaultTarget()).hasValue("prod");
        assertThat(target.provider()).isEqualTo("aliyun");
        assertThat(target.region()).isEqualTo("cn-hangzhou");
        assertThat(target.endpoint()).hasValue("http://127.0.0.1:8081");
        assertThat(target.accessKeyId()).hasValue("AKID");
        assertThat(target.accessKeySecret()).hasValue("S3CR3T");
        assertThat(target.securityToken()).hasValue("T0K3N");
        assertThat(target.rate().initial()).hasValue(5);
        assertThat(target.rate().max()).hasValue(20);
        assertThat(target.maxInFlight()).isEqualTo(7);
        assertThat(target.protectedInstances()).isEqualTo(Map.of("databases", List.of("i-db-*", "i-1")));
    }

    @Test
    void a_dash_in_a_name_is_a_dash_in_the_variable() {
        assertThat(config(whole("FLEETSTOP_TARGETS__prod-hangzhou__"), NO_FILE).targets())
                .containsOnlyKeys("prod-hangzhou");
    }

    @Test
    void an_underscore_in_a_name_comes_out_as_a_dot() {
        assertThat(config(whole("FLEETSTOP_TARGETS__PROD_HANGZHOU__"), NO_FILE).targets())
                .containsOnlyKeys("prod.hangzhou");
    }

    @Test
    void a_secret_from_the_environment_joins_a_target_of_a_file() {
        var file = Map.of(
                "fleetstop.targets.\"prod\".provider", "aliyun",
                "fleetstop.targets.\"prod\".region", "cn-hangzhou",
                "fleetstop.targets.\"prod\".access-key-id", "AKID");
        var targets = config(Map.of("FLEETSTOP_TARGETS__PROD__ACCESS_KEY_SECRET", "S3CR3T"), file)
                .targets();

        assertThat(targets).containsOnlyKeys("prod");
        assertThat(targets.get("prod").accessKeySecret()).hasValue("S3CR3T");
    }

    @Test
    void a_secret_joins_a_target_with_a_dash_when_the_variable_has_the_dash() {
        var targets = config(Map.of("FLEETSTOP_TARGETS__prod-hangzhou__ACCESS_KEY_SECRET", "S3CR3T"), dashed())
                .targets();

        assertThat(targets).containsOnlyKeys("prod-hangzhou");
        assertThat(targets.get("prod-hangzhou").accessKeySecret()).hasValue("S3CR3T");
    }

    @Test
    void a_secret_joins_a_target_with_a_dash_when_the_file_leaves_room_for_it() {
        var file = new HashMap<>(dashed());
        file.put("fleetstop.targets.\"prod-hangzhou\".access-key-secret", "");
        var targets = config(Map.of("FLEETSTOP_TARGETS__PROD_HANGZHOU__ACCESS_KEY_SECRET", "S3CR3T"), file)
                .targets();

        assertThat(targets).containsOnlyKeys("prod-hangzhou");
        assertThat(targets.get("prod-hangzhou").accessKeySecret()).hasValue("S3CR3T");
    }

    @Test
    void without_that_room_the_secret_makes_half_a_target_which_stops_the_start() {
        var environment = Map.of("FLEETSTOP_TARGETS__PROD_HANGZHOU__ACCESS_KEY_SECRET", "S3CR3T");

        assertThatThrownBy(() -> config(environment, dashed()))
                .hasMessageContaining("fleetstop.targets.\"prod.hangzhou\".provider is required")
                .hasMessageNotContaining("S3CR3T");
    }

    private static Map<String, String> dashed() {
        return Map.of(
                "fleetstop.targets.\"prod-hangzhou\".provider", "aliyun",
                "fleetstop.targets.\"prod-hangzhou\".region", "cn-hangzhou",
                "fleetstop.targets.\"prod-hangzhou\".access-key-id", "AKID");
    }

    private static Map<String, String> whole(String prefix) {
        return Map.of(
                prefix + "PROVIDER", "aliyun",
                prefix + "REGION", "cn-hangzhou",
                prefix + "ENDPOINT", "http://127.0.0.1:8081",
                prefix + "ACCESS_KEY_ID", "AKID",
                prefix + "ACCESS_KEY_SECRET", "S3CR3T",
                prefix + "SECURITY_TOKEN", "T0K3N",
                prefix + "RATE_INITIAL", "5",
                prefix + "RATE_MAX", "20",
                prefix + "MAX_IN_FLIGHT", "7");
    }

    private static TargetsConfig config(Map<String, String> environment, Map<String, String> file) {
        return new SmallRyeConfigBuilder()
                .withMapping(TargetsConfig.class)
                .withDefaultValue("smallrye.config.mapping.validate-unknown", "false")
                .withSources(new EnvConfigSource(environment, 300), new PropertiesConfigSource(file, "file", 250))
                .build()
                .getConfigMapping(TargetsConfig.class);
    }
}
