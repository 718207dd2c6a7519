package io.fleetstop.wire.volcengine;

import com.fasterxml.jackson.databind.JsonNode;
import io.fleetstop.wire.StrictJson;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A JSON body in the flat names of a query: lists count from 1, {@code {"A":["x"],"B":{"C":1}}} is {@code A.1=x&B.C=1}. */
final class JsonParameters {
    private final SortedMap<String, String> flat = new TreeMap<>();
    private boolean clear = true;

    private JsonParameters() {}

    /** Empty when it is not a JSON object, or says one thing twice: {@code {"A":["x"],"A.1":"y"}}. */
    static Optional<SortedMap<String, String>> flat(byte[] body) {
        return StrictJson.read(body).filter(JsonNode::isObject).flatMap(object -> {
            JsonParameters parameters = new JsonParameters();
            object.fields().forEachRemaining(field -> parameters.add(field.getKey(), field.getValue()));
            return Optional.of(parameters.flat).filter(flat -> parameters.clear);
        });
    }

    private void add(String name, JsonNode value) {
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                addPlace(name + "." + (i + 1), value.get(i));
            }
        } else if (value.isObject()) {
            value.fields().forEachRemaining(field -> add(name + "." + field.getKey(), field.getValue()));
        } else if (!value.isNull()) {
            put(name, value.asText());
        }
    }

    /** One that holds nothing is still a place: left out, the list would pass for a shorter one. */
    private void addPlace(String name, JsonNode value) {
        if (value.isNull()) {
            put(name, "");
        } else {
            add(name, value);
        }
    }

    private void put(String name, String value) {
        clear &= flat.put(name, value) == null;
    }
}
