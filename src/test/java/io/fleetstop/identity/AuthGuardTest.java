package io.fleetstop.identity;

import io.fleetstop.testing.Settings;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AuthGuardTest {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String LONG_SECRET = "0123456789abcdef0123456789abcdef";

    private static final Map<String, String> WHOLE = Map.of(
            "auth.issuer", "https://login.example.com",
            "auth.client-id", "fleetstop-dashboard",
            "auth.client-secret", LONG_SECRET,
            "auth.cluster.issuer", "https://kubernetes.default.svc",
            "tenants.a.subjects", "alice,system:serviceaccount:a:deployer",
            "tenants.a.groups", "a",
            "tenants.a.targets", "prod",
            "access-keys.AKID.secret", "S3CR3T",
            "access-keys.AKID.tenant", "a");

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1"})
    void open_service_starts_on_loopback(String host) {
        assertThatCode(() -> start(host, host, Map.of("auth.mode", "open"))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid"})
    void open_service_is_refused_any_other_host(String host) {
        assertThatThrownBy(() -> start(host, LOOPBACK, Map.of("auth.mode", "open")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quarkus.http.host=" + host);
    }

    @Test
    void open_service_is_refused_a_reachable_management_port_too() {
        assertThatThrownBy(() -> start(LOOPBACK, "0.0.0.0", Map.of("auth.mode", "open")))
                .hasMessageContaining("quarkus.management.host=0.0.0.0");
    }

    @Test
    void service_that_asks_everybody_starts_anywhere() {
        assertThatCode(() -> start("0.0.0.0", "0.0.0.0", WHOLE)).doesNotThrowAnyException();
    }

    @ParameterizedTest(name = "without {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "auth                                 | fleetstop.tenants.\"a\".groups needs fleetstop.auth.issuer",
                "auth,tenants,access-keys             | nobody can get in",
                "auth.client-secret                   | fleetstop.auth.client-id and fleetstop.auth.client-secret must be set together",
                "auth.client-id                       | fleetstop.auth.client-id and fleetstop.auth.client-secret must be set together",
                "auth.issuer                          | fleetstop.auth.client-id is set, but no fleetstop.auth.issuer",
                "auth.issuer,auth.client,tenants.a.groups | holds one that is no service account",
                "auth.cluster                         | which needs fleetstop.auth.cluster.issuer",
                "tenants.a.targets                    | fleetstop.tenants.\"a\".targets is missing",
                "tenants                              | there is no fleetstop.tenants.\"a\"",
                "tenants.a.subjects,tenants.a.groups,access-keys | nobody belongs to the tenant",
            },
            quoteCharacter = '`')
    void half_of_what_is_needed_is_refused(String missing, String complaint) {
        var settings = new HashMap<>(WHOLE);
        Arrays.stream(missing.split(",")).forEach(prefix -> settings.keySet().removeIf(key -> key.startsWith(prefix)));
        refused(settings, complaint);
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "auth.mode           | open                         | set fleetstop.auth.mode=required",
                "auth.issuer         | http://login.example.com     | fleetstop.auth.issuer must be an https address",
                "auth.issuer         | login.example.com            | fleetstop.auth.issuer must be an https address",
                "auth.issuer         | https://u:p@example.com      | fleetstop.auth.issuer must be a plain address",
                "auth.cluster.issuer | http://kubernetes.default    | fleetstop.auth.cluster.url must be an https address",
                "auth.client-secret  | short                        | set fleetstop.auth.session-secret",
                "auth.session-secret | short                        | fleetstop.auth.session-secret must be at least 32",
            })
    void setting_that_will_not_do_is_refused(String key, String value, String complaint) {
        var settings = new HashMap<>(WHOLE);
        settings.put(key, value);
        refused(settings, complaint);
    }

    private static void refused(Map<String, String> settings, String complaint) {
        assertThatThrownBy(() -> start(LOOPBACK, LOOPBACK, settings))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(complaint)
                .hasMessageNotContaining("S3CR3T")
                .hasMessageNotContaining(LONG_SECRET);
    }

    private static void start(String host, String managementHost, Map<String, String> settings) {
        Map<String, String> whole = settings.entrySet().stream()
                .collect(Collectors.toMap(each -> "fleetstop." + each.getKey(), Map.Entry::getValue));
        new AuthGuard(
                        Settings.read(AuthConfig.class, whole),
                        Settings.read(TenantsConfig.class, whole),
                        Settings.read(AccessKeysConfig.class, whole),
                        host,
                        managementHost)
                .check(new StartupEvent());
    }
}
