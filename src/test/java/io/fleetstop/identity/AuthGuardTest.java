package io.fleetstop.identity;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AuthGuardTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.2", "localhost", "::1"})
    void open_service_starts_on_loopback(String host) {
        assertThatCode(() -> start(AuthConfig.Mode.OPEN, host, host)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1", "no-such-host.invalid"})
    void open_service_is_refused_any_other_host(String host) {
        assertThatThrownBy(() -> start(AuthConfig.Mode.OPEN, host, "127.0.0.1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quarkus.http.host=" + host);
    }

    @Test
    void open_service_is_refused_a_reachable_management_port_too() {
        assertThatThrownBy(() -> start(AuthConfig.Mode.OPEN, "127.0.0.1", "0.0.0.0"))
                .hasMessageContaining("quarkus.management.host=0.0.0.0");
    }

    @Test
    void required_identity_is_refused_as_long_as_nobody_can_prove_one() {
        assertThatThrownBy(() -> start(AuthConfig.Mode.REQUIRED, "127.0.0.1", "127.0.0.1"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("fleetstop.auth.mode=open");
    }

    private static void start(AuthConfig.Mode mode, String host, String managementHost) {
        new AuthGuard(() -> mode, host, managementHost).check(new StartupEvent());
    }
}
