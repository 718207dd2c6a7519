package io.fleetstop.target;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.StopOrder;
import io.fleetstop.provider.http.ScriptedCloud;
import io.fleetstop.provider.volcengine.VolcengineProvider;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TargetsTest {

    private static Vertx vertx;

    @BeforeAll
    static void openVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_target_is_found_by_its_name() {
        var target = targets(Map.of("rate.initial", "5", "rate.max", "20", "max-in-flight", "7", "batch-size", "100"))
                .named("prod-hangzhou")
                .orElseThrow();

        assertThat(target.cloud()).isEqualTo(Cloud.ALIYUN);
        assertThat(target.region()).isEqualTo("cn-hangzhou");
        assertThat(target.maxInFlight()).isEqualTo(7);
        assertThat(target.batchSize()).isEqualTo(100);
        assertThat(target.initialRate()).hasValue(5);
        assertThat(target.maxRate()).hasValue(20);
    }

    @Test
    void what_is_left_out_has_a_default() {
        var target = targets(Map.of()).named("prod-hangzhou").orElseThrow();

        assertThat(target.maxInFlight()).isEqualTo(64);
        assertThat(target.batchSize()).isEqualTo(1);
        assertThat(target.initialRate()).isEmpty();
        assertThat(target.maxRate()).isEmpty();
    }

    @Test
    void a_name_that_is_not_configured_is_empty() {
        assertThat(targets(Map.of()).named("prod")).isEmpty();
        assertThat(targets(Map.of()).byDefault()).isEmpty();
    }

    @Test
    void no_target_at_all_is_fine() {
        assertThat(targetsOf(Map.of()).all()).isEmpty();
    }

    @Test
    void the_default_target_is_one_of_the_configured() {
        assertThat(targetsOf(with(Map.of(), Map.of("fleetstop.default-target", "prod-hangzhou")))
                        .byDefault()
                        .orElseThrow()
                        .name())
                .isEqualTo("prod-hangzhou");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targetsOf(with(Map.of(), Map.of("fleetstop.default-target", "prod"))))
                .withMessage("fleetstop.default-target: no target is named 'prod'; there are [prod-hangzhou]");
    }

    @ParameterizedTest
    @CsvSource({
        "provider,aws",
        "region,CN-HANGZHOU",
        "region,hangzhou",
        "region,cn-beijing.evil.com/#",
        "region,169.254.169.254",
        "region,cn-",
        "region,cn-a-b-c-d",
        "max-in-flight,0",
        "max-in-flight,1001",
        "batch-size,0",
        "batch-size,101",
        "rate.max,0",
        "rate.max,-1",
        "rate.initial,0",
        "rate.initial,NaN",
        "endpoint,http://ecs.cn-hangzhou.aliyuncs.com",
        "protected.\"databases\",i 1"
    })
    void a_setting_that_will_not_do_is_named(String setting, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targets(Map.of(setting, value)))
                .withMessageStartingWith("fleetstop.targets.\"prod-hangzhou\"." + setting + ": ")
                .withMessageNotContaining("\n");
    }

    @Test
    void rules_protect_instances_of_their_target() {
        var protection = targets(Map.of("protected.databases", "i-db-*,i-bp1abc", "protected.\"Web-1\"", "i-web"))
                .named("prod-hangzhou")
                .orElseThrow()
                .protection();

        assertThat(protection.ruleOf("i-db-7")).hasValue("databases");
        assertThat(protection.ruleOf("i-bp1abc")).hasValue("databases");
        assertThat(protection.ruleOf("i-web")).hasValue("Web-1");
        assertThat(protection.ruleOf("i-web2")).isEmpty();
    }

    @Test
    void rule_without_an_instance_stops_the_start() {
        assertThatThrownBy(() -> targets(Map.of("protected.databases", "")))
                .hasMessageContaining("fleetstop.targets.\"prod-hangzhou\".protected.databases");
    }

    @Test
    void a_start_rate_above_the_bound_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targets(Map.of("rate.initial", "21", "rate.max", "20")))
                .withMessageContaining(".rate.initial: ");
    }

    @Test
    void a_target_may_be_volcengines() {
        var target = targets(Map.of(
                        "provider",
                        "volcengine",
                        "region",
                        "cn-beijing",
                        "access-key-id",
                        "AKID",
                        "access-key-secret",
                        "S"))
                .named("prod-hangzhou")
                .orElseThrow();

        assertThat(target.cloud()).isEqualTo(Cloud.VOLCENGINE);
        assertThat(target.region()).isEqualTo("cn-beijing");
        assertThat(target.provider()).isInstanceOf(VolcengineProvider.class);
    }

    @Test
    void without_a_key_of_its_own_a_target_has_the_identity_of_the_process() {
        var target = targets(Map.of("provider", "volcengine", "region", "cn-beijing"))
                .named("prod-hangzhou")
                .orElseThrow();

        assertThat(target.provider()).isInstanceOf(VolcengineProvider.class);
    }

    @Test
    void half_a_key_is_refused_without_showing_it() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targets(Map.of("access-key-id", "AKID")))
                .withMessageContaining(".access-key-secret: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targets(Map.of("access-key-secret", "S3CR3T")))
                .withMessageContaining(".access-key-id: ")
                .withMessageNotContaining("S3CR3T");
    }

    @Test
    void a_token_needs_its_key_and_fits_a_header_and_is_not_shown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targets(Map.of("security-token", "T0K3N")))
                .withMessage("fleetstop.targets.\"prod-hangzhou\".access-key-id: is missing beside the security-token");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targets(Map.of(
                        "access-key-id", "AKID", "access-key-secret", "S3CR3T", "security-token", "T0K3N\nx: y")))
                .withMessage("fleetstop.targets.\"prod-hangzhou\".security-token: holds a character that no token has");
    }

    @ParameterizedTest
    @CsvSource({"aliyun,cn-hangzhou,x-acs-security-token", "volcengine,cn-beijing,x-security-token"})
    void a_token_is_sent_beside_its_key(String provider, String region, String header) {
        try (var cloud = new ScriptedCloud(vertx, ScriptedCloud.answer(500, ""))) {
            var target = targets(Map.of(
                            "provider",
                            provider,
                            "region",
                            region,
                            "endpoint",
                            cloud.address().toString(),
                            "access-key-id",
                            "AKID",
                            "access-key-secret",
                            "S3CR3T",
                            "security-token",
                            "T0K3N"))
                    .named("prod-hangzhou")
                    .orElseThrow();

            var answer = target.provider()
                    .stop(new StopOrder(List.of("i-1"), "KeepCharging", false, false))
                    .await()
                    .atMost(Duration.ofSeconds(20));

            assertThat(cloud.onlyCall().headers().get(header)).isEqualTo("T0K3N");
            assertThat(answer.toString() + target).doesNotContain("T0K3N", "S3CR3T");
        }
    }

    @Test
    void no_text_made_of_a_target_shows_its_secret() {
        var targets = targets(Map.of("access-key-id", "AKID", "access-key-secret", "S3CR3T"));

        assertThat(targets.all().toString()).doesNotContain("S3CR3T");
        assertThat(new FixedKey(new AccessKey("AKID", "S3CR3T", "T0K3N")).toString())
                .doesNotContain("S3CR3T", "T0K3N");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "-a", "a/b", "ü", "prod.hangzhou"})
    void a_name_that_fits_no_address_is_refused(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targetsOf(Map.of(
                        "fleetstop.targets.\"" + name + "\".provider", "aliyun",
                        "fleetstop.targets.\"" + name + "\".region", "cn-hangzhou")))
                .withMessageContaining("a target's name is");
    }

    @Test
    void other_settings_of_the_service_are_no_business_of_targets() {
        assertThatCode(() -> targetsOf(with(Map.of(), Map.of("fleetstop.dispatch.lease", "60s"))))
                .doesNotThrowAnyException();
    }

    private static Targets targets(Map<String, String> settings) {
        return targetsOf(with(settings, Map.of()));
    }

    private static Map<String, String> with(Map<String, String> settings, Map<String, String> others) {
        Map<String, String> all = new HashMap<>(others);
        all.put("fleetstop.targets.\"prod-hangzhou\".provider", "aliyun");
        all.put("fleetstop.targets.\"prod-hangzhou\".region", "cn-hangzhou");
        settings.forEach((key, value) -> all.put("fleetstop.targets.\"prod-hangzhou\"." + key, value));
        return all;
    }

    private static Targets targetsOf(Map<String, String> properties) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(TargetsConfig.class)
                .withDefaultValue("smallrye.config.mapping.validate-unknown", "false")
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(TargetsConfig.class);
        return new Targets(config, Duration.ofSeconds(10), vertx);
    }
}
