package io.fleetstop.intake;

import io.fleetstop.identity.AuthConfig;
import io.fleetstop.identity.Tenants;
import io.fleetstop.identity.TenantsConfig;
import io.fleetstop.target.Targets;
import io.fleetstop.target.TargetsConfig;
import io.fleetstop.testing.Settings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TargetsByRegionTest {
    private static final Map<String, String> REGIONS =
            Map.of("east", "cn-hangzhou", "north", "cn-beijing", "north-too", "cn-beijing");

    private static final AuthConfig OPEN = Settings.read(AuthConfig.class, Map.of("fleetstop.auth.mode", "open"));
    private static final AuthConfig REQUIRED = Settings.read(AuthConfig.class, Map.of());
    private static final String TENANT = "team-a";

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
    void region_with_one_target_means_it() {
        assertThat(meant("", "cn-hangzhou")).containsExactly("east");
    }

    @Test
    void region_with_several_is_not_clear_unless_one_is_the_default() {
        assertThat(meant("", "cn-beijing")).containsExactly("north", "north-too");
        assertThat(meant("north-too", "cn-beijing")).containsExactly("north-too");
    }

    @Test
    void default_target_of_another_region_is_not_meant() {
        assertThat(meant("north", "cn-hangzhou")).containsExactly("east");
        assertThat(meant("north", "cn-shanghai")).isEmpty();
    }

    @Test
    void without_a_region_the_default_target_is_meant_or_nothing_is_clear() {
        assertThat(meant("east", null)).containsExactly("east");
        assertThat(meant("", null)).containsExactly("east", "north", "north-too");
    }

    @Test
    void targets_of_another_cloud_are_not_meant() {
        assertThat(targets("").meant(TENANT, "volcengine", Optional.of("cn-hangzhou")))
                .isEmpty();
    }

    @Test
    void default_target_of_another_cloud_is_meant_only_where_the_cloud_has_none() {
        assertThat(targets("north").meant(TENANT, "volcengine", Optional.of("cn-beijing")))
                .containsExactly("other-cloud");
        assertThat(targets("east").meant(TENANT, "volcengine", Optional.of("cn-hangzhou")))
                .containsExactly("east");
        assertThat(meant("other-cloud", "cn-beijing")).containsExactly("north", "north-too");
        assertThat(meant("other-cloud", null)).containsExactly("east", "north", "north-too");
    }

    @Test
    void target_that_the_tenant_may_not_use_is_not_meant() {
        Map<String, String> settings = Map.of("fleetstop.tenants.\"team-a\".targets", "north,other-cloud");

        assertThat(targets("east", REQUIRED, settings).meant(TENANT, "aliyun", Optional.empty()))
                .containsExactly("north");
        assertThat(targets("east", REQUIRED, settings).meant(TENANT, "aliyun", Optional.of("cn-hangzhou")))
                .isEmpty();
        assertThat(targets("east", REQUIRED, settings).meant("team-b", "aliyun", Optional.empty()))
                .isEmpty();
    }

    private static List<String> meant(String defaultTarget, String region) {
        return targets(defaultTarget).meant(TENANT, "aliyun", Optional.ofNullable(region));
    }

    private static TargetsByRegion targets(String defaultTarget) {
        return targets(defaultTarget, OPEN, Map.of());
    }

    private static TargetsByRegion targets(String defaultTarget, AuthConfig mode, Map<String, String> tenants) {
        Map<String, String> settings = new HashMap<>(tenants);
        settings.put("fleetstop.default-target", defaultTarget);
        REGIONS.forEach((name, region) -> {
            settings.put("fleetstop.targets.\"" + name + "\".provider", "aliyun");
            settings.put("fleetstop.targets.\"" + name + "\".region", region);
        });
        settings.put("fleetstop.targets.\"other-cloud\".provider", "volcengine");
        settings.put("fleetstop.targets.\"other-cloud\".region", "cn-beijing");
        settings.put("fleetstop.targets.\"other-cloud\".access-key-id", "AKID");
        settings.put("fleetstop.targets.\"other-cloud\".access-key-secret", "SECRET");
        var config = new SmallRyeConfigBuilder()
                .withMapping(TargetsConfig.class)
                .withMapping(TenantsConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .build();
        return new TargetsByRegion(
                new Targets(config.getConfigMapping(TargetsConfig.class), Duration.ofSeconds(2), vertx),
                new Tenants(config.getConfigMapping(TenantsConfig.class), mode));
    }
}
