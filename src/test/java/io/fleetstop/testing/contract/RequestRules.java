package io.fleetstop.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstop.testing.contract.Exchange.Request;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Judges whether a request that was accepted is one that the description allows. */
final class RequestRules {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Description description;
    private final Request request;
    private final List<String> breaches = new ArrayList<>();

    private RequestRules(Description description, Request request) {
        this.description = description;
        this.request = request;
    }

    static List<String> breaches(Description description, String template, Part operation, Request request) {
        var rules = new RequestRules(description, request);
        rules.judgeParameters(
                operation.child("parameters"),
                Map.of(
                        "path", rules.inPath(template),
                        "query", rules.inQuery(),
                        "header", request.headers()));
        rules.judgeBody(operation.child("requestBody"));
        return rules.breaches;
    }

    private void judgeParameters(Part parameters, Map<String, Map<String, String>> given) {
        parameters.children().forEach(parameter -> {
            String value = given.get(parameter.text("in")).get(parameter.text("name"));
            if (value == null || value.isEmpty() && parameter.isTrue("allowEmptyValue")) {
                return;
            }
            Part schema = parameter.child("schema");
            description
                    .faults(schema, Values.read(schema, value))
                    .forEach(fault -> breaches.add("accepted " + parameter.text("name") + ": " + fault));
        });
        List<String> names =
                parameters.children().map(parameter -> parameter.text("name")).toList();
        given.get("query").keySet().stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> breaches.add("accepted " + name + ", which is not described"));
    }

    private void judgeBody(Part described) {
        if (request.body().length == 0) {
            if (described.isTrue("required")) {
                breaches.add("accepted a request without a body");
            }
            return;
        }
        String type = Exchange.mediaType(request.headers()).orElse("none");
        Part media = described.child("content").child(type);
        if (!media.exists()) {
            breaches.add("accepted a body of media type " + type);
            return;
        }
        try {
            JsonNode body = JSON.readTree(request.body());
            description.faults(media.child("schema"), body).forEach(fault -> breaches.add("accepted a body: " + fault));
        } catch (IOException noJson) {
            breaches.add("accepted a body that is no JSON");
        }
    }

    private Map<String, String> inPath(String template) {
        String[] names = template.split("/");
        String[] values = request.address().getRawPath().split("/");
        Map<String, String> inPath = new HashMap<>();
        for (int place = 0; place < names.length; place++) {
            if (names[place].startsWith("{")) {
                inPath.put(names[place].substring(1, names[place].length() - 1), decoded(values[place]));
            }
        }
        return inPath;
    }

    private Map<String, String> inQuery() {
        String query = request.address().getRawQuery();
        Map<String, String> inQuery = new HashMap<>();
        Arrays.stream(query == null ? new String[0] : query.split("&"))
                .map(pair -> (pair + "=").split("=", 3))
                .forEach(pair -> inQuery.put(decoded(pair[0]), decoded(pair[1])));
        return inQuery;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
