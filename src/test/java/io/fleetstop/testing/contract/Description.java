package io.fleetstop.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The description of the API, as it was written. */
public final class Description {
    private static final String FILE = "/META-INF/openapi.yaml";
    private static final String ADDRESS = "fleetstop:openapi";

    private static final SchemaValidatorsConfig STRICT =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode document;
    private final JsonSchemaFactory schemas;

    public Description(JsonNode document) {
        this.document = document;
        // What no schema loader knows would be looked for in the network.
        schemas = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                factory -> factory.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, document.toString()))));
    }

    public static Description read() {
        try (InputStream file = Description.class.getResourceAsStream(FILE)) {
            return new Description(new YAMLMapper().readTree(file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The whole. */
    public Part root() {
        return new Part(document, "");
    }

    public Part schema(String name) {
        return root().child("components").child("schemas").child(name);
    }

    /** What is wrong with a value; nothing if it is as the schema wants it. */
    public List<String> faults(Part schema, JsonNode value) {
        return schemas.getSchema(SchemaLocation.of(ADDRESS + "#" + schema.pointer()), STRICT).validate(value).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** The template that an address fits, such as {@code /v1/stop-jobs/{id}}. */
    Optional<String> template(String path) {
        return root().child("paths")
                .names()
                .filter(template -> path.matches(template.replaceAll("\\{[^}]+}", "[^/]+")))
                .findFirst();
    }
}
