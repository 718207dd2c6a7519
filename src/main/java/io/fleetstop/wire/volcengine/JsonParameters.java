package io.fleetstop.wire.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstop.wire.StrictJson;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A JSON body in the flat names of a query: lists count from 1, {@code {"A":["x"],"B":{"C":1}}} is {@code A.1=x&B.C=1}. */
final class JsonParameters {
    private JsonParameters() {}

    /** Empty when it is not a JSON object. */
    static Optional<SortedMap<String, String>> flat(byte[] body) {
        return StrictJson.read(body).filter(JsonNode::isObject).map(object -> {
            SortedMap<String, String> flat = new TreeMap<>();
            object.fields().forEachRemaining(field -> add(flat, field.getKey(), field.getValue()));
            return flat;
        });
    }

    private static void add(SortedMap<String, String> flat, String name, JsonNode value) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                addPlace(flat, name + "." + (i + 1), value.get(i));
            }
        } else if (value.isObject()) {
            value.fields().forEachRemaining(field -> add(flat, name + "." + field.getKey(), field.getValue()));
        } else if (!value.isNull()) {
            flat.put(name, value.asText());
        }
    }

    /** One that holds nothing is still a place: left out, the list would pass for a shorter one. */
    private static void addPlace(SortedMap<String, String> flat, String name, JsonNode value) {
        if (value.isNull()) {
            flat.put(name, "");
        } else {
            add(flat, name, value);
        }
    }
}
