package io.fleetstop.provider.aliyun;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/**
 * An answer's JSON, whatever its status. An answer with a {@code Code} is an error and only then: the vendor's success bodies have none.
 *
 * @param code null when it is no error
 * @param requestId the vendor's name for the call, null when missing
 */
record Reply(String code, String message, String requestId, JsonNode body) {

    private static final int LONGEST_CODE = 128;
    private static final int LONGEST_MESSAGE = 512;

    /** Refuses what a gateway cut, doubled or made up: a wrong reading of such an answer is worse than none. */
    private static final ObjectMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(20).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Empty when this is not an answer of the vendor's API: HTML of a gateway, a torn body. */
    static Optional<Reply> of(Exchange answered) {
        try {
            JsonNode body = STRICT.readTree(answered.body().getBytes());
            Reply reply = new Reply(
                    text(body, "Code", LONGEST_CODE),
                    text(body, "Message", LONGEST_MESSAGE),
                    text(body, "RequestId", LONGEST_CODE),
                    body);
            return reply.code == null && reply.requestId == null ? Optional.empty() : Optional.of(reply);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    // PostgreSQL takes no NUL in a text, and nobody wants a line break of somebody else's in a log.
    private static String text(JsonNode body, String field, int longest) {
        JsonNode value = body.path(field);
        if (!value.isTextual() || value.textValue().isBlank()) {
            return null;
        }
        String clean = value.textValue().replaceAll("\\p{Cntrl}", " ");
        return clean.substring(0, Math.min(longest, clean.length()));
    }
}
