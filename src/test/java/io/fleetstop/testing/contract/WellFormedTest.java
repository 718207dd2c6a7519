package io.fleetstop.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The description in itself. That it is a document of its kind is checked when the service is built, which parses it. */
class WellFormedTest {
    private static final List<String> METHODS = List.of("get", "post", "put", "patch", "delete");

    private final Description description = Description.read();
    private final Part root = description.root();

    @Test
    void every_reference_leads_somewhere_and_every_component_is_used() {
        Set<String> references = new HashSet<>();
        all(root.node())
                .filter(node -> node.path("$ref").isTextual())
                .forEach(node -> references.add(node.path("$ref").asText()));
        assertThat(references)
                .allSatisfy(reference -> assertThat(
                                root.node().at(reference.substring(1)).isMissingNode())
                        .isFalse());

        Stream<String> components = root.child("components")
                .names()
                // These are referred to by their names.
                .filter(kind -> !kind.equals("securitySchemes"))
                .flatMap(kind ->
                        root.child("components").child(kind).names().map(name -> "#/components/" + kind + "/" + name));
        assertThat(references).containsAll(components.toList());
    }

    @Test
    void every_schema_is_one() {
        var schemaOfSchemas =
                JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(SchemaLocation.of(SchemaId.V202012));
        assertThat(root.child("components").child("schemas").children())
                .allSatisfy(schema ->
                        assertThat(schemaOfSchemas.validate(schema.node())).isEmpty());
    }

    @Test
    void every_object_is_closed_and_every_property_explained() {
        List<Part> objects =
                schemas().filter(schema -> schema.text("type").equals("object")).toList();
        assertThat(objects).isNotEmpty().allSatisfy(schema -> {
            assertThat(schema.child("additionalProperties").node())
                    .as(schema.pointer())
                    .hasToString("false");
            assertThat(schema.child("properties").names().toList())
                    .containsAll(schema.child("required").texts().toList());
        });
        assertThat(objects.stream().flatMap(schema -> schema.child("properties").children()))
                .allSatisfy(property -> assertThat(property.text("description"))
                        .as(property.pointer())
                        .isNotBlank());
    }

    @Test
    void every_example_is_one() {
        List<Part> described =
                parts(root).filter(part -> part.child("schema").exists()).toList();
        List<String> faults = described.stream()
                .flatMap(part -> examples(part)
                        .flatMap(example -> description.faults(part.child("schema"), example).stream()
                                .map(fault -> part.pointer() + ": " + fault)))
                .toList();
        assertThat(faults).isEmpty();
        assertThat(described.stream().flatMap(WellFormedTest::examples)).hasSizeGreaterThan(30);
    }

    @Test
    void example_of_a_job_adds_up() {
        List<JsonNode> jobs = all(root.child("components").child("examples").node())
                .filter(node -> node.has("progress") && node.has("operations"))
                .toList();
        assertThat(jobs).isNotEmpty().allSatisfy(job -> {
            assertThat(job.at("/progress/total").asInt())
                    .isEqualTo(job.path("operations").size());
            job.path("progress").properties().stream()
                    .filter(count -> !count.getKey().equals("total"))
                    .forEach(count -> assertThat(count.getValue().asLong())
                            .as(count.getKey())
                            .isEqualTo(job.findValuesAsText("state").stream()
                                    .skip(1)
                                    .filter(state -> state.equalsIgnoreCase(count.getKey()))
                                    .count()));
        });
    }

    @Test
    void every_operation_has_a_name_of_its_own_a_summary_and_a_known_tag() {
        List<String> tags =
                root.child("tags").children().map(tag -> tag.text("name")).toList();
        assertThat(operations()).isNotEmpty().allSatisfy(operation -> {
            assertThat(operation.text("summary")).isNotBlank();
            assertThat(operation.child("tags").texts()).isNotEmpty().isSubsetOf(tags);
        });
        assertThat(operations().map(operation -> operation.text("operationId")))
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }

    @Test
    void every_answer_carries_the_requests_name() {
        assertThat(operations()
                        .flatMap(operation -> operation.child("responses").children()))
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(
                                answer.child("headers").child("X-Request-Id").pointer())
                        .isEqualTo("/components/headers/RequestId"));
    }

    @Test
    void every_operation_may_end_in_a_fault_and_in_too_much_at_once() {
        assertThat(operations())
                .allSatisfy(operation ->
                        assertThat(operation.child("responses").names()).contains("500", "503"));
    }

    private Stream<Part> operations() {
        return root.child("paths")
                .children()
                .flatMap(path -> METHODS.stream().map(path::child))
                .filter(Part::exists);
    }

    private Stream<Part> schemas() {
        return parts(root.child("components").child("schemas"));
    }

    /** Without going through references, which might lead in circles. */
    private static Stream<Part> parts(Part part) {
        JsonNode node = part.node();
        if (!node.isContainerNode()) {
            return Stream.empty();
        }
        Stream<String> places = node.isObject()
                ? part.names()
                : Stream.iterate(0, place -> place < node.size(), place -> place + 1)
                        .map(String::valueOf);
        return Stream.concat(
                Stream.of(part),
                places.map(part::child)
                        .filter(child -> child.pointer().startsWith(part.pointer() + "/"))
                        .flatMap(WellFormedTest::parts));
    }

    private static Stream<JsonNode> examples(Part part) {
        Stream<JsonNode> named = part.child("examples")
                .children()
                .map(example -> example.child("value").node());
        return Stream.concat(named, Stream.of(part.child("example").node()).filter(node -> !node.isMissingNode()));
    }

    private static Stream<JsonNode> all(JsonNode node) {
        return Stream.concat(
                Stream.of(node), StreamSupport.stream(node.spliterator(), false).flatMap(WellFormedTest::all));
    }
}
