package io.fleetstop.embedded;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class EmbeddedDefaultsTest {

    @Test
    void first_run_is_open_and_has_a_simulated_cloud() {
        assertThat(beside(Map.of()))
                .containsEntry("fleetstop.auth.mode", "open")
                .containsEntry("fleetstop.simulator.enabled", "true")
                .containsEntry("fleetstop.default-target", "simulator")
                .containsEntry("fleetstop.targets.\"simulator\".endpoint", "http://127.0.0.1:8090");
    }

    @Test
    void target_follows_the_simulator_s_own_settings() {
        assertThat(beside(Map.of("fleetstop.simulator.port", "9999", "fleetstop.simulator.access-key-id", "me")))
                .containsEntry("fleetstop.targets.\"simulator\".endpoint", "http://127.0.0.1:9999")
                .containsEntry("fleetstop.targets.\"simulator\".access-key-id", "me");
    }

    @Test
    void without_simulator_there_is_neither_its_target_nor_a_default() {
        assertThat(beside(Map.of("fleetstop.simulator.enabled", "false"))).containsOnlyKeys("fleetstop.auth.mode");
    }

    @Test
    void what_the_user_set_is_left_alone() {
        assertThat(beside(Map.of("fleetstop.auth.mode", "required", "fleetstop.default-target", "mine")))
                .doesNotContainKeys("fleetstop.auth.mode", "fleetstop.default-target");
    }

    private static Map<String, String> beside(Map<String, String> user) {
        return EmbeddedDefaults.beside(name -> Optional.ofNullable(user.get(name)));
    }
}
