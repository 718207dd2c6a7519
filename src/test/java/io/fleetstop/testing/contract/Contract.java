package io.fleetstop.testing.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.fleetstop.testing.contract.Exchange.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges whether the service keeps to its description. */
public final class Contract {
    /** What the protocol itself brings along. */
    private static final Set<String> TRANSPORT =
            Set.of("content-type", "content-length", "transfer-encoding", "connection", "date");

    /** What every answer has, whatever it answers. */
    static final Map<String, String> EVERYWHERE = Map.of(
            "x-content-type-options", "nosniff",
            "referrer-policy", "no-referrer",
            "cross-origin-opener-policy", "same-origin",
            "cross-origin-resource-policy", "same-origin",
            "cache-control", "no-store");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Description description;
    private final Exchange exchange;
    private final List<String> breaches = new ArrayList<>();

    private Contract(Description description, Exchange exchange) {
        this.description = description;
        this.exchange = exchange;
    }

    /** @throws NotAsDescribed naming all that the description does not allow */
    public static void check(Description description, Exchange exchange) {
        Contract contract = new Contract(description, exchange);
        contract.judge();
        if (!contract.breaches.isEmpty()) {
            throw new NotAsDescribed(contract.breaches, exchange);
        }
    }

    private void judge() {
        EVERYWHERE.forEach((name, value) -> {
            if (!value.equals(exchange.answer().headers().get(name))) {
                breaches.add("the header " + name + " is not " + value);
            }
        });
        Optional<Part> operation = operation();
        if (operation.isEmpty()) {
            judgeUnknown();
            return;
        }
        Answer answer = exchange.answer();
        Part response = operation.get().child("responses").child(Integer.toString(answer.status()));
        if (!response.exists()) {
            breaches.add("the status " + answer.status() + " is not described");
            return;
        }
        judgeHeaders(response);
        judgeBody(response.child("content"));
        judgeCode(response.child("x-problem-codes"));
        if (answer.status() / 100 == 2) {
            breaches.addAll(RequestRules.breaches(
                    description, description.template(path()).orElseThrow(), operation.get(), exchange.request()));
        }
    }

    private Optional<Part> operation() {
        String method = exchange.request().method().toLowerCase(Locale.ROOT);
        return description
                .template(path())
                .map(template ->
                        description.root().child("paths").child(template).child(method))
                .filter(Part::exists);
    }

    private String path() {
        return exchange.request().address().getRawPath();
    }

    /** An address or a method that is not described can only be one that there is not. */
    private void judgeUnknown() {
        int status = exchange.answer().status();
        if (status == 204 && exchange.request().method().equals("OPTIONS")) {
            return;
        }
        if (status != 404 && status != 405) {
            breaches.add("the operation is not described");
            return;
        }
        if (status == 405 && exchange.answer().headers().get("Allow") == null) {
            breaches.add("the header Allow is missing");
        }
        json().ifPresent(body -> breaches.addAll(description.faults(description.schema("Problem"), body)));
    }

    private void judgeHeaders(Part response) {
        Map<String, String> given = exchange.answer().headers();
        Part described = response.child("headers");
        described.names().forEach(name -> {
            Part header = described.child(name);
            if (given.containsKey(name)) {
                description
                        .faults(header.child("schema"), Values.read(header.child("schema"), given.get(name)))
                        .forEach(fault -> breaches.add("the header " + name + ": " + fault));
            } else if (header.isTrue("required")) {
                breaches.add("the header " + name + " is missing");
            }
        });
        List<String> names =
                described.names().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        given.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !TRANSPORT.contains(name) && !EVERYWHERE.containsKey(name) && !names.contains(name))
                .forEach(name -> breaches.add("the header " + name + " is not described"));
    }

    private void judgeBody(Part content) {
        Answer answer = exchange.answer();
        if (!content.exists()) {
            if (answer.body().length > 0) {
                breaches.add("a body is not described");
            }
            return;
        }
        String type = Exchange.mediaType(answer.headers()).orElse("none");
        Part media = content.child(type);
        if (!media.exists()) {
            breaches.add("the media type " + type + " is not described");
        } else if (type.endsWith("json")) {
            json().ifPresent(body -> breaches.addAll(description.faults(media.child("schema"), body)));
        } else {
            breaches.addAll(description.faults(media.child("schema"), TextNode.valueOf(Exchange.text(answer.body()))));
        }
    }

    private void judgeCode(Part codes) {
        if (codes.exists()) {
            json().ifPresent(problem -> {
                String code = problem.path("code").asText();
                if (codes.texts().noneMatch(code::equals)) {
                    breaches.add("the code " + code + " is not described for this status");
                }
                if (problem.path("status").asInt() != exchange.answer().status()) {
                    breaches.add("the body tells another status");
                }
            });
        }
    }

    private Optional<JsonNode> json() {
        try {
            return Optional.of(JSON.readTree(exchange.answer().body()));
        } catch (IOException noJson) {
            breaches.add("the body is no JSON");
            return Optional.empty();
        }
    }
}
