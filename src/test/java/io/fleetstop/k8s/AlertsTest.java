package io.fleetstop.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The alerts, by Prometheus' own tool. */
class AlertsTest {
    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    Path folder;

    @Test
    void rules_are_well_formed_and_fire_when_they_should_and_not_else() throws IOException {
        YAML.writeValue(folder.resolve("rules.yaml").toFile(), Monitoring.rules());
        Files.copy(Monitoring.SCENES, folder.resolve("scenes.yaml"), StandardCopyOption.REPLACE_EXISTING);
        Promtool.passes("check", "rules", folder.resolve("rules.yaml").toString());
        Promtool.passes("test", "rules", folder.resolve("scenes.yaml").toString());
    }

    @Test
    void every_alert_is_tried_by_a_scene_in_which_it_fires_and_one_in_which_it_does_not() {
        Set<String> alerts = new TreeSet<>();
        for (JsonNode rule : Monitoring.alerts()) {
            alerts.add(rule.path("alert").asText());
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
        }
        Set<String> fire = new TreeSet<>();
        Set<String> rest = new TreeSet<>();
        for (JsonNode scene : Monitoring.scenes()) {
            for (JsonNode expected : scene.path("alert_rule_test")) {
                (expected.path("exp_alerts").isEmpty() ? rest : fire)
                        .add(expected.path("alertname").asText());
            }
        }
        assertThat(fire).isEqualTo(alerts);
        assertThat(rest).isEqualTo(alerts);
    }
}
