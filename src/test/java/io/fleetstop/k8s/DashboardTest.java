package io.fleetstop.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** That Grafana can show the dashboard, and says what each line is. */
class DashboardTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int COLUMNS = 24;
    private static final Pattern IN_LEGEND = Pattern.compile("\\{\\{(\\w+)}}");
    private static final Pattern CHOICE = Pattern.compile("\\$(\\w+)");

    private final List<JsonNode> panels = Monitoring.panels();
    private final List<JsonNode> shown =
            panels.stream().filter(panel -> !isRow(panel)).toList();

    @TempDir
    Path folder;

    @Test
    void panels_have_a_name_each_and_a_place_where_no_other_is() {
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        assertThat(panels).extracting(panel -> panel.path("title").asText()).doesNotHaveDuplicates();
        Set<String> taken = new TreeSet<>();
        for (JsonNode panel : panels) {
            assertThat(cells(panel))
                    .as(panel.path("title").asText())
                    .isNotEmpty()
                    .allMatch(taken::add);
        }
    }

    @Test
    void panels_stand_in_rows_and_leave_no_holes() {
        assertThat(isRow(panels.get(0))).isTrue();
        int lines = panels.stream()
                .mapToInt(panel ->
                        panel.at("/gridPos/y").asInt() + panel.at("/gridPos/h").asInt())
                .max()
                .orElseThrow();
        assertThat(panels.stream().flatMap(DashboardTest::cells)).hasSize(lines * COLUMNS);
    }

    @Test
    void every_panel_asks_the_chosen_source_and_says_what_it_shows() {
        assertThat(shown).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.at("/datasource/uid").asText()).isEqualTo("${datasource}");
            assertThat(panel.path("description").asText()).isNotBlank();
            assertThat(panel.at("/fieldConfig/defaults/unit").asText()).isNotBlank();
            assertThat(Monitoring.targets(panel)).isNotEmpty().allSatisfy(target -> {
                assertThat(target.at("/datasource/uid").asText()).isEqualTo("${datasource}");
                assertThat(target.path("expr").asText()).isNotBlank();
                assertThat(target.path("legendFormat").asText()).isNotBlank();
            });
            assertThat(Monitoring.targets(panel))
                    .extracting(target -> target.path("refId").asText())
                    .doesNotHaveDuplicates();
        });
    }

    /** A label that was summed away would show as an empty name. */
    @Test
    void lines_are_named_by_what_they_are_grouped_by() {
        targets()
                .forEach(target -> assertThat(IN_LEGEND
                                .matcher(target.path("legendFormat").asText())
                                .results()
                                .map(label -> label.group(1)))
                        .as(target.toString())
                        .isSubsetOf(Query.of(target.path("expr").asText()).groups()));
    }

    @Test
    void every_choice_that_is_used_is_offered() {
        Set<String> offered = new TreeSet<>(Set.of("__rate_interval", "datasource"));
        Monitoring.dashboard()
                .at("/templating/list")
                .forEach(choice -> offered.add(choice.path("name").asText()));
        targets()
                .forEach(target -> assertThat(CHOICE.matcher(target.path("expr").asText())
                                .results()
                                .map(choice -> choice.group(1)))
                        .isSubsetOf(offered));
    }

    /** Grafana shows a query that is none as an empty panel. */
    @Test
    void every_query_is_well_formed() throws IOException {
        ObjectNode rules = YAML.createObjectNode();
        ObjectNode group = rules.putArray("groups").addObject().put("name", "dashboard");
        ArrayNode records = group.putArray("rules");
        Stream.concat(targets().map(target -> target.path("expr").asText()), Monitoring.choices())
                .forEach(query -> records.addObject()
                        .put("record", "panel:" + records.size())
                        .put("expr", query.replace("$__rate_interval", "5m")));
        YAML.writeValue(folder.resolve("panels.yaml").toFile(), rules);
        Promtool.passes("check", "rules", folder.resolve("panels.yaml").toString());
    }

    private Stream<JsonNode> targets() {
        return shown.stream().flatMap(panel -> Monitoring.targets(panel).stream());
    }

    private static boolean isRow(JsonNode panel) {
        return panel.path("type").asText().equals("row");
    }

    private static Stream<String> cells(JsonNode panel) {
        JsonNode place = panel.path("gridPos");
        int left = place.path("x").asInt();
        int top = place.path("y").asInt();
        assertThat(left + place.path("w").asInt()).isLessThanOrEqualTo(COLUMNS);
        return IntStream.range(top, top + place.path("h").asInt())
                .boxed()
                .flatMap(y ->
                        IntStream.range(left, left + place.path("w").asInt()).mapToObj(x -> x + "," + y));
    }
}
