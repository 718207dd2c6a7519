package io.fleetstop.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * What can be told of a request whether it is a good one or not.
 *
 * @param clientToken null where there is no text in its place, and so on
 * @param instances how many ids there are, good ones or not; null for no list
 * @param instanceIds the first 100 of the good ones; null for none
 */
record Asked(String clientToken, String target, Integer instances, List<String> instanceIds) {
    static final Asked NOTHING = new Asked(null, null, null, null);

    private static final int MOST_IDS = 100;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    static Asked of(ObjectNode request) {
        JsonNode ids = request.path("instanceIds");
        return new Asked(
                request.path("clientToken").textValue(),
                request.path("target").textValue(),
                ids.isArray() ? ids.size() : null,
                ids.isArray() ? good(ids) : null);
    }

    private static List<String> good(JsonNode ids) {
        return StreamSupport.stream(ids.spliterator(), false)
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(id -> ID.matcher(id).matches())
                .distinct()
                .limit(MOST_IDS)
                .toList();
    }
}
