package io.fleetstop.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The alerts, by Prometheus' own tool, and whether what they and the dashboard look at is there to be seen. */
class AlertsTest {
    private static final Path MONITORING = Path.of("k8s", "components", "monitoring");
    private static final Path RULES = MONITORING.resolve("prometheusrule.yaml");
    private static final Path SCENES = Path.of("src", "test", "resources", "k8s", "alerts.yaml");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Where the service names a metric: gauges and counters, by builder or by the helper beside it. */
    private static final Pattern NAMED =
            Pattern.compile("(builder|counter|gauge)\\(\\s*\"(fleetstop\\.[a-z.]+)\"", Pattern.CASE_INSENSITIVE);

    private static final Pattern USED = Pattern.compile("\\bfleetstop_[a-z_]+\\b");

    @TempDir
    Path folder;

    @Test
    void rules_are_well_formed_and_fire_when_they_should_and_not_else() throws IOException {
        YAML.writeValue(
                folder.resolve("rules.yaml").toFile(),
                YAML.readTree(RULES.toFile()).path("spec"));
        Files.copy(SCENES, folder.resolve("scenes.yaml"), StandardCopyOption.REPLACE_EXISTING);
        passes("check", "rules", folder.resolve("rules.yaml").toString());
        passes("test", "rules", folder.resolve("scenes.yaml").toString());
    }

    @Test
    void every_alert_is_tried_by_a_scene() throws IOException {
        Set<String> alerts = new TreeSet<>();
        for (JsonNode rule : YAML.readTree(RULES.toFile()).at("/spec/groups/0/rules")) {
            alerts.add(rule.path("alert").asText());
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning");
            assertThat(rule.at("/annotations/summary").asText()).isNotBlank();
        }
        Set<String> tried = new TreeSet<>();
        for (JsonNode scene : YAML.readTree(SCENES.toFile()).path("tests")) {
            for (JsonNode expected : scene.path("alert_rule_test")) {
                if (!expected.path("exp_alerts").isEmpty()) {
                    tried.add(expected.path("alertname").asText());
                }
            }
        }
        assertThat(tried).isEqualTo(alerts);
    }

    @Test
    void every_metric_that_is_looked_at_is_one_of_the_services() throws IOException {
        Set<String> known = metrics();
        assertThat(known).contains("fleetstop_calls_total", "fleetstop_calls_in_flight", "fleetstop_jobs_leased");
        for (Path file : new Path[] {RULES, MONITORING.resolve("fleetstop.json"), SCENES}) {
            assertThat(USED.matcher(Files.readString(file)).results().map(found -> found.group()))
                    .as(file.toString())
                    .isNotEmpty()
                    .isSubsetOf(known);
        }
    }

    private static void passes(String... arguments) {
        Tool.Run run = new Tool("promtool").run(arguments).orElse(null);
        Assumptions.assumeTrue(run != null, "promtool (Debian: prometheus) is not on the PATH: alerts are not tried");
        assertThat(run.code()).as(run.output()).isZero();
    }

    private static Set<String> metrics() throws IOException {
        Set<String> names = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source : (Iterable<Path>) sources.filter(Files::isRegularFile)::iterator) {
                String text = Files.readString(source);
                for (Matcher named = NAMED.matcher(text); named.find(); ) {
                    boolean counts = named.group(1).equalsIgnoreCase("counter")
                            || text.substring(0, named.start()).endsWith("Counter.");
                    names.add(named.group(2).replace('.', '_') + (counts ? "_total" : ""));
                }
            }
        }
        return names;
    }
}
