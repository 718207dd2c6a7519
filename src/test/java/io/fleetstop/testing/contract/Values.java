package io.fleetstop.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;

/** Values that come as text, in headers and addresses. */
final class Values {
    private Values() {}

    /** As the schema's type, where the text can be that. */
    static JsonNode read(Part schema, String text) {
        boolean whole = schema.text("type").equals("integer") && text.matches("-?[0-9]{1,18}");
        return whole ? LongNode.valueOf(Long.parseLong(text)) : TextNode.valueOf(text);
    }
}
