package io.fleetstop.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** JSON that came over the wire from somebody else. */
public final class StrictJson {
    private StrictJson() {}

    /**
     * The deepest answer of the clouds, a network interface of a listed instance, has 8 levels; the longest texts are what owners write about
     * their instances, and one of them must not make a list unreadable. The whole is bounded by whoever reads it from the wire.
     */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(20)
            .maxStringLength(64 * 1024)
            .maxNameLength(256)
            .maxNumberLength(64)
            .build();

    /** Refuses what a gateway cut, doubled or made up: a wrong reading of it is worse than none. */
    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(CONSTRAINTS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Empty when it is not one whole JSON value, or one that can be read in two ways. */
    public static Optional<JsonNode> read(byte[] body) {
        try {
            return Optional.of(STRICT.readTree(body));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * A field's text, fit to be stored and logged: PostgreSQL takes no NUL in a text, and nobody wants a line break of somebody else's in
     * a log.
     *
     * @param longest characters at most; what is longer is cut
     * @return null when the field is missing, blank or no text
     */
    public static String text(JsonNode object, String field, int longest) {
        JsonNode value = object.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            return null;
        }
        String clean = value.textValue().replaceAll("\\p{Cntrl}", " ");
        return clean.substring(0, Math.min(longest, clean.length()));
    }
}
