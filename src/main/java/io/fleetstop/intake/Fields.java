package io.fleetstop.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.Refusal.FieldFault;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Reads the fields of one object, each by its type and rule, and keeps every fault, so that a caller sees all of them at once. */
final class Fields {
    /** RFC 3339 has years of four digits. */
    private static final Instant YEAR_10000 =
            Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1);

    private static final Instant YEAR_1 = Instant.parse("0001-01-01T00:00:00Z");
    /** Enough for one of each id; more would make the answer larger than the request. */
    private static final int MOST_FAULTS = 100;

    private final ObjectNode object;
    private final Set<String> known = new HashSet<>();
    private final List<FieldFault> faults = new ArrayList<>();

    Fields(ObjectNode object) {
        this.object = object;
    }

    /** The node, or null where the field is absent; JSON's null counts as absent. */
    JsonNode node(String name) {
        known.add(name);
        JsonNode node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    String text(String name, int longest) {
        return read(
                name,
                JsonNode::isTextual,
                JsonNode::textValue,
                text -> length(text) <= longest && text.codePoints().noneMatch(Fields::isUnprintable),
                "must be text of at most " + longest + " characters without control characters");
    }

    boolean flag(String name) {
        Boolean flag = read(name, JsonNode::isBoolean, JsonNode::booleanValue, any -> true, "must be true or false");
        return flag != null && flag;
    }

    Integer number(String name, int least, int most) {
        return read(
                name,
                JsonNode::isInt,
                JsonNode::intValue,
                number -> number >= least && number <= most,
                "must be a whole number from " + least + " to " + most);
    }

    Duration duration(String name, Duration least, Duration most) {
        return read(
                name,
                JsonNode::isTextual,
                node -> Duration.parse(node.textValue()),
                wait -> wait.compareTo(least) >= 0 && wait.compareTo(most) <= 0 && wait.getNano() == 0,
                "must be an ISO-8601 duration in whole seconds from " + least + " to " + most);
    }

    Instant time(String name) {
        return read(
                name,
                JsonNode::isTextual,
                node -> OffsetDateTime.parse(node.textValue()).toInstant(),
                time -> time.isBefore(YEAR_10000) && !time.isBefore(YEAR_1),
                "must be an RFC 3339 time such as 2026-01-31T18:00:00Z");
    }

    <E extends Enum<E>> E word(String name, Class<E> words, E absent) {
        E word = read(
                name,
                JsonNode::isTextual,
                node -> Enum.valueOf(words, node.textValue()),
                any -> true,
                "must be one of " + String.join(", ", names(words)));
        return word == null ? absent : word;
    }

    void fault(String name, String message) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(new FieldFault(name, message));
        }
    }

    /** Call last: refuses what was found wrong, and fields that nobody asked for. */
    void check() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(name, "is not a field of this request");
            }
        });
        if (!faults.isEmpty()) {
            throw Refusal.of(Code.INVALID_ARGUMENT, List.copyOf(faults));
        }
    }

    private <T> T read(
            String name, Predicate<JsonNode> type, Function<JsonNode, T> parse, Predicate<T> rule, String fault) {
        JsonNode node = node(name);
        if (node == null) {
            return null;
        }
        try {
            T value = type.test(node) ? parse.apply(node) : null;
            if (value != null && rule.test(value)) {
                return value;
            }
        } catch (DateTimeException | ArithmeticException | IllegalArgumentException unparsable) {
            // Told below, in our words: the parser's own quote the input.
        }
        fault(name, fault);
        return null;
    }

    /** What a log or a terminal would take for a command, and halves of characters, which the record cannot keep. */
    private static boolean isUnprintable(int character) {
        return Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE;
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static <E extends Enum<E>> List<String> names(Class<E> words) {
        return Arrays.stream(words.getEnumConstants()).map(Enum::name).toList();
    }
}
