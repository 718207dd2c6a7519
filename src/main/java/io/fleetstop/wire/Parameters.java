package io.fleetstop.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The parameters of one call, decoded. A complaint ends the reading with the refusal that the call's cloud has for it.
 *
 * @param values by name; those of a list stand as {@code name.1}, {@code name.2}, …
 */
public record Parameters(SortedMap<String, String> values, Complaints complaints) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");

    /** How a cloud refuses a parameter. */
    public interface Complaints {

        /** A parameter that the call cannot do without is not there. */
        RuntimeException missing(String name);

        /** A parameter has a value that nobody can work with. */
        RuntimeException invalid(String name);
    }

    /**
     * Reads {@code name=value&…} as it stands in a query or a form. Both spellings of a space are taken: clients write {@code +} on the
     * wire and sign {@code %20}. A broken escape is invalid, and so is a name that comes twice: which of the two was meant, nobody can
     * tell.
     */
    public static Parameters read(String text, Complaints complaints) {
        Parameters parameters = new Parameters(new TreeMap<>(), complaints);
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                parameters.add(pair);
            }
        }
        return parameters;
    }

    /** The same for the body of a form. Something else that passes for one, JSON for example, shows in names that no parameter has. */
    public static Parameters readForm(String text, Complaints complaints) {
        Parameters parameters = read(text, complaints);
        parameters.values.keySet().stream()
                .filter(name -> !NAME.matcher(name).matches())
                .findFirst()
                .ifPresent(name -> {
                    throw complaints.invalid(name);
                });
        return parameters;
    }

    /** A parameter's value. Empty counts as not given. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
    }

    public String required(String name) {
        return find(name).orElseThrow(() -> complaints.missing(name));
    }

    /** False when not given. Python clients write {@code True}. */
    public boolean flag(String name) {
        String value = find(name).orElse("false").toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            throw complaints.invalid(name);
        }
        return value.equals("true");
    }

    /** A whole number between the bounds, both included. */
    public int number(String name, int absent, int least, int most) {
        Optional<String> value = find(name);
        if (value.isEmpty()) {
            return absent;
        }
        // Nine digits fit an int, so parsing cannot fail.
        int number = value.get().matches("[0-9]{1,9}") ? Integer.parseInt(value.get()) : -1;
        if (number < least || number > most) {
            throw complaints.invalid(name);
        }
        return number;
    }

    /**
     * The values of {@code name.1}, {@code name.2}, … in the order of their numbers, empty ones included. One that looks like a member of
     * the list and has no number that anybody uses is invalid: left out, it would be told as done with the others.
     */
    public List<String> numbered(String name) {
        String prefix = name + ".";
        return values.entrySet().stream()
                .filter(parameter -> parameter.getKey().startsWith(prefix))
                .map(parameter -> Map.entry(number(parameter.getKey(), prefix), parameter.getValue()))
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .toList();
    }

    private int number(String name, String prefix) {
        String number = name.substring(prefix.length());
        if (!number.matches("[0-9]{1,4}")) {
            throw complaints.invalid(name);
        }
        return Integer.parseInt(number);
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (values.put(name, value) != null) {
            throw complaints.invalid(name);
        }
    }

    private String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            throw complaints.invalid(text);
        }
    }
}
