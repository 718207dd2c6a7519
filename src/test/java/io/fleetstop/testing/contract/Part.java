package io.fleetstop.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A part of the description. References are followed, so that it does not matter where something is written down.
 *
 * @param pointer where it stands, a JSON pointer
 */
public record Part(JsonNode document, String pointer) {

    public Part {
        JsonNode reference = document.at(pointer).path("$ref");
        if (reference.isTextual()) {
            pointer = reference.textValue().substring(1);
        }
    }

    /** What is there; a missing node if nothing is. */
    public JsonNode node() {
        return document.at(pointer);
    }

    public boolean exists() {
        return !node().isMissingNode();
    }

    public Part child(String name) {
        return new Part(document, pointer + "/" + name.replace("~", "~0").replace("/", "~1"));
    }

    /** By name, or by place in a list. */
    public Stream<Part> children() {
        return node().isArray()
                ? Stream.iterate(0, place -> place < node().size(), place -> place + 1)
                        .map(place -> child(Integer.toString(place)))
                : names().map(this::child);
    }

    public Stream<String> names() {
        return node().properties().stream().map(Map.Entry::getKey);
    }

    /** Of a list of texts. */
    public Stream<String> texts() {
        return StreamSupport.stream(node().spliterator(), false).map(JsonNode::asText);
    }

    public String text(String name) {
        return child(name).node().asText();
    }

    public boolean isTrue(String name) {
        return child(name).node().asBoolean();
    }
}
