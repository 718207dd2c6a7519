package io.fleetstop.identity;

import io.fleetstop.testing.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TenantRulesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "max-open-operations     | 99     | must be at least 100",
                "max-instances-per-hour  | 0      | must be at least 1",
                "requests-per-second     | 0      | must be at least 1",
                "roles.sumbit            | *      | is no role; there are read, submit, force-stop, stop-charging, admin",
                "roles.admin             | nobody | 'nobody' is neither in the tenant's subjects nor in its groups",
                "roles.admin             | both   | 'both' is a subject and a group",
            })
    void setting_that_will_not_do_is_named(String key, String value, String complaint) {
        assertThatThrownBy(() -> tenants(AuthConfig.Mode.REQUIRED, Map.of(key, value)))
                .hasMessageStartingWith("fleetstop.tenants.\"team-a\"." + key + ": ")
                .hasMessageContaining(complaint);
    }

    @Test
    void tenant_uses_the_targets_that_are_its_own_and_no_others() {
        Tenants tenants = tenants(AuthConfig.Mode.REQUIRED, Map.of("targets", "prod,staging"));

        assertThat(tenants.mayUse("team-a", "prod")).isTrue();
        assertThat(tenants.mayUse("team-a", "other")).isFalse();
        assertThat(tenants.mayUse("team-b", "prod")).isFalse();
    }

    @Test
    void star_is_every_target_and_none_is_none() {
        assertThat(tenants(AuthConfig.Mode.REQUIRED, Map.of("targets", "*")).mayUse("team-a", "other"))
                .isTrue();
        assertThat(tenants(AuthConfig.Mode.REQUIRED, Map.of()).mayUse("team-a", "prod"))
                .isFalse();
        assertThat(tenants(AuthConfig.Mode.OPEN, Map.of()).mayUse("default", "prod"))
                .isTrue();
    }

    private static Tenants tenants(AuthConfig.Mode mode, Map<String, String> settings) {
        Map<String, String> named = new HashMap<>();
        named.put("fleetstop.tenants.\"team-a\".subjects", "alice,both");
        named.put("fleetstop.tenants.\"team-a\".groups", "team-a-sre,both");
        settings.forEach((key, value) -> named.put("fleetstop.tenants.\"team-a\"." + key, value));
        return new Tenants(
                Settings.read(TenantsConfig.class, named),
                Settings.read(AuthConfig.class, Map.of("fleetstop.auth.mode", mode.name())));
    }
}
