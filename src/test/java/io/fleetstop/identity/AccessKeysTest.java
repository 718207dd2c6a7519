package io.fleetstop.identity;

import io.fleetstop.testing.Settings;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AccessKeysTest {
    private static final Map<String, String> NOTHING = Map.of();
    private static final AuthConfig OPEN = Settings.read(AuthConfig.class, Map.of("fleetstop.auth.mode", "open"));
    private static final AuthConfig REQUIRED = Settings.read(AuthConfig.class, Map.of());

    @Test
    void key_belongs_to_its_tenant() {
        var keys = keys(config(NOTHING, key("LTAI5tA", "S3CR3T", "team-a")), REQUIRED);

        assertThat(keys.secretOf("LTAI5tA")).hasValue("S3CR3T");
        assertThat(keys.holderOf("LTAI5tA", "192.0.2.1"))
                .isEqualTo(new Caller("team-a", "team-a/LTAI5tA", "192.0.2.1", Set.of(Role.SUBMIT), false));
        assertThat(keys.secretOf("ltai5ta")).isEmpty();
    }

    @Test
    void open_service_without_keys_takes_every_callers_word() {
        var keys = keys(config(NOTHING, NOTHING), OPEN);

        assertThat(keys.areChecked()).isFalse();
        assertThat(keys.holderOf("LTAI5tA", "192.0.2.1")).isEqualTo(Caller.anyone("LTAI5tA", "192.0.2.1"));
        assertThat(keys.holderOf("<b>\n", "192.0.2.1")).isEqualTo(Caller.anyone("anonymous", "192.0.2.1"));
    }

    @Test
    void keys_are_checked_where_there_is_one_or_an_identity_is_required() {
        assertThat(keys(config(NOTHING, key("LTAI5tA", "S3CR3T", "team-a")), OPEN)
                        .areChecked())
                .isTrue();
        assertThat(keys(config(NOTHING, NOTHING), REQUIRED).areChecked()).isTrue();
    }

    @Test
    void key_that_will_not_do_stops_the_service_and_its_secret_is_not_told() {
        assertThatThrownBy(() -> keys(config(NOTHING, key("A B", "S3CR3T", "team-a")), REQUIRED))
                .hasMessageStartingWith("fleetstop.access-keys.\"A B\"")
                .hasMessageNotContaining("S3CR3T");
        assertThatThrownBy(() -> keys(config(NOTHING, key("AKID", "S3CR3T", "team a")), REQUIRED))
                .hasMessageStartingWith("fleetstop.access-keys.\"AKID\".tenant")
                .hasMessageNotContaining("S3CR3T");
    }

    @Test
    void two_keys_with_one_secret_stop_the_service() {
        Map<String, String> both = new HashMap<>(key("AKID", "S3CR3T", "team-a"));
        both.putAll(key("OTHER", "S3CR3T", "team-b"));

        assertThatThrownBy(() -> keys(config(NOTHING, both), REQUIRED))
                .hasMessageStartingWith("fleetstop.access-keys.")
                .hasMessageContaining("as well")
                .hasMessageNotContaining("S3CR3T");
    }

    @Test
    void key_without_a_secret_stops_the_service() {
        assertThatThrownBy(() -> keys(config(NOTHING, key("AKID", " ", "team-a")), REQUIRED))
                .hasMessage("fleetstop.access-keys.\"AKID\".secret is missing");
        assertThatThrownBy(() ->
                        keys(config(NOTHING, Map.of("fleetstop.access-keys.\"AKID\".tenant", "team-a")), REQUIRED))
                .hasMessageContaining("fleetstop.access-keys.\"AKID\".secret");
    }

    @Test
    void nothing_prints_a_secret() {
        AccessKeysConfig config = config(NOTHING, key("AKID", "S3CR3T", "team-a"));

        assertThat(config + " " + config.accessKeys() + " "
                        + config.accessKeys().get("AKID").secret())
                .doesNotContain("S3CR3T");
    }

    @Test
    void secret_from_the_environment_joins_a_key_of_a_file() {
        var environment = Map.of("FLEETSTOP_ACCESS_KEYS__LTAI5TA__SECRET", "S3CR3T");
        var keys = keys(config(environment, key("LTAI5tA", "", "team-a")), REQUIRED);

        assertThat(keys.secretOf("LTAI5tA")).hasValue("S3CR3T");
    }

    @Test
    void id_from_the_environment_alone_comes_out_in_lower_case() {
        var environment = Map.of(
                "FLEETSTOP_ACCESS_KEYS__AKID__SECRET", "S3CR3T",
                "FLEETSTOP_ACCESS_KEYS__AKID__TENANT", "team-a");

        assertThat(config(environment, NOTHING).accessKeys()).containsOnlyKeys("akid");
    }

    private static Map<String, String> key(String id, String secret, String tenant) {
        String prefix = "fleetstop.access-keys.\"" + id + "\".";
        return Map.of(prefix + "secret", secret, prefix + "tenant", tenant);
    }

    private static AccessKeys keys(AccessKeysConfig config, AuthConfig auth) {
        TenantsConfig tenants = Settings.read(TenantsConfig.class, NOTHING);
        return new AccessKeys(config, auth, new RequestRates(new Tenants(tenants, auth)));
    }

    private static AccessKeysConfig config(Map<String, String> environment, Map<String, String> file) {
        return new SmallRyeConfigBuilder()
                .withMapping(AccessKeysConfig.class)
                .withDefaultValue("smallrye.config.mapping.validate-unknown", "false")
                .withSources(new EnvConfigSource(environment, 300), new PropertiesConfigSource(file, "file", 250))
                .build()
                .getConfigMapping(AccessKeysConfig.class);
    }
}
