package io.fleetstop.intake;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads a request body as one JSON object that says each thing once. */
final class StrictJson {
    /**
     * A job needs 2 levels, its longest text has 256 characters and its longest number 3 digits. The rest is room for mistakes that
     * deserve an answer in words.
     */
    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(5)
            .maxStringLength(1024)
            .maxNameLength(128)
            .maxNumberLength(32)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(CONSTRAINTS).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String MEDIA_TYPE = "application/json";

    private static final Pattern OTHER_CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*(?!\"?utf-?8\"?\\s*(;|$))", Pattern.CASE_INSENSITIVE);

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private StrictJson() {}

    /**
     * A body that says nothing of itself, or that it is plain text, any web page can make a browser send to any address, this machine's own
     * included. One that says it is JSON a browser sends only where it has asked first.
     *
     * @param contentType null when there is none
     * @throws Refusal for what does not say that it is JSON, or says that it is not in UTF-8
     */
    static void mustBeDeclared(String contentType) {
        if (contentType == null
                || !contentType.split(";", 2)[0].strip().equalsIgnoreCase(MEDIA_TYPE)
                || OTHER_CHARSET.matcher(contentType).find()) {
            throw Refusal.of(Code.UNSUPPORTED_MEDIA_TYPE, Code.UNSUPPORTED_MEDIA_TYPE.message());
        }
    }

    static ObjectNode object(byte[] body) {
        try {
            JsonNode node = MAPPER.readTree(text(body));
            if (node instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException malformed) {
            throw Refusal.of(Code.INVALID_ARGUMENT, "The body is not JSON as it should be: " + reason(malformed) + ".");
        } catch (CharacterCodingException otherText) {
            throw Refusal.of(Code.INVALID_ARGUMENT, "The body is not text in UTF-8 without a byte order mark.");
        }
        throw Refusal.of(Code.INVALID_ARGUMENT, "The body must be one JSON object.");
    }

    /** Left to itself, the parser would guess the character set, and take UTF-16 and UTF-32 too. */
    private static String text(byte[] body) throws CharacterCodingException {
        String text = StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(body))
                .toString();
        if (text.indexOf(BYTE_ORDER_MARK) == 0) {
            throw new CharacterCodingException();
        }
        return text;
    }

    /** Where it went wrong; the parser's own words may quote what the caller sent. */
    private static String reason(JsonProcessingException malformed) {
        var at = malformed.getLocation();
        return at == null
                ? "it does not parse"
                : "it does not parse at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }
}
