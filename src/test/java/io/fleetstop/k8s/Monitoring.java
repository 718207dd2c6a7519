package io.fleetstop.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Everything in this project that looks at metrics. */
final class Monitoring {
    private static final Path COMPONENTS = Path.of("k8s", "components");
    static final Path RULES = COMPONENTS.resolve("monitoring").resolve("prometheusrule.yaml");
    static final Path SCENES = Path.of("src", "test", "resources", "k8s", "alerts.yaml");
    private static final Path DASHBOARD = COMPONENTS.resolve("monitoring").resolve("fleetstop.json");
    private static final Path AUTOSCALER = COMPONENTS.resolve("autoscaling").resolve("horizontalpodautoscaler.yaml");

    private static final YAMLMapper YAML = new YAMLMapper();

    private static final Pattern VALUES_OF = Pattern.compile("label_values\\((.*), (\\w+)\\)");

    private Monitoring() {}

    static JsonNode rules() {
        return read(RULES).path("spec");
    }

    static List<JsonNode> alerts() {
        return list(rules().at("/groups/0/rules"));
    }

    static List<JsonNode> scenes() {
        return list(read(SCENES).path("tests"));
    }

    /** Rows among them. */
    static List<JsonNode> panels() {
        return list(dashboard().path("panels"));
    }

    static List<JsonNode> targets(JsonNode panel) {
        return list(panel.path("targets"));
    }

    /** What the dashboard's choices are made from, with the label as a group. */
    static Stream<String> choices() {
        return list(dashboard().at("/templating/list")).stream()
                .map(choice -> choice.at("/query/query").asText())
                .filter(query -> !query.isEmpty())
                .map(query -> VALUES_OF.matcher(query).replaceAll("group by ($2) ($1)"));
    }

    /** Queries of Prometheus' language, wherever they stand. */
    static Stream<String> queries() {
        return Stream.of(
                        alerts().stream().map(alert -> alert.path("expr").asText()),
                        panels().stream()
                                .flatMap(panel -> targets(panel).stream())
                                .map(target -> target.path("expr").asText()),
                        choices(),
                        scenes().stream()
                                .flatMap(scene -> list(scene.path("input_series")).stream())
                                .map(series -> series.path("series").asText()),
                        list(read(AUTOSCALER).at("/spec/metrics")).stream()
                                .map(metric -> metric.at("/pods/metric/name").asText())
                                .filter(name -> !name.isEmpty()))
                .flatMap(each -> each);
    }

    static JsonNode dashboard() {
        return read(DASHBOARD);
    }

    private static List<JsonNode> list(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false).toList();
    }

    /** JSON is YAML as well. */
    private static JsonNode read(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
