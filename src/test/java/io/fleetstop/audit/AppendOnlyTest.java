package io.fleetstop.audit;

import io.fleetstop.identity.AuthConfig;
import io.fleetstop.identity.AuthConfig.Mode;
import io.fleetstop.testing.Settings;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AppendOnlyTest {

    @Test
    void service_that_could_rewrite_its_trail_does_not_serve_callers_with_identities() {
        assertThatThrownBy(() -> start(Mode.REQUIRED, true))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("fleetstop.database.url")
                .hasMessageContaining("fleetstop.database.owner-url");
        assertThatCode(() -> start(Mode.REQUIRED, false)).doesNotThrowAnyException();
    }

    @Test
    void service_of_one_machine_may_be_the_owner_too() {
        assertThatCode(() -> start(Mode.OPEN, true)).doesNotThrowAnyException();
    }

    private static void start(Mode mode, boolean mayAlter) {
        AuthConfig auth = Settings.read(AuthConfig.class, Map.of("fleetstop.auth.mode", mode.name()));
        new AppendOnly(auth, () -> Uni.createFrom().item(mayAlter)).check(null);
    }
}
