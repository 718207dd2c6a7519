package io.fleetstop.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import java.util.regex.Pattern;

/** The caller's own name for a request, by which a repeat of it is known. */
final class ClientToken {
    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7E]{1,64}");

    private ClientToken() {}

    /**
     * @return null when the caller gave none
     * @throws Refusal when it is none
     */
    static String of(Fields fields) {
        JsonNode given = fields.node("clientToken");
        if (given == null) {
            return null;
        }
        if (!given.isTextual() || !FORM.matcher(given.textValue()).matches()) {
            throw Refusal.of(
                    Code.INVALID_CLIENT_TOKEN,
                    "clientToken must be 1 to 64 printable ASCII characters without spaces.");
        }
        return given.textValue();
    }
}
