package io.fleetstop.tracing;

import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the settings must be. A complaint is one line that begins with the key to mend and never shows a secret. */
record TracingRules(TracingConfig config) {
    private static final String ENDPOINT = "fleetstop.tracing.endpoint";
    private static final String HEADERS = "fleetstop.tracing.headers";
    private static final String SHARE = "fleetstop.tracing.sampled-share";
    private static final String TRACES = "/v1/traces";

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    /** What the connection is about, which the JDK's client sets by itself and takes from nobody. */
    private static final Set<String> OF_THE_CONNECTION =
            Set.of("connection", "content-length", "expect", "host", "upgrade");

    /** A line break that was copied along would end it. */
    private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]+");

    /**
     * Where spans are sent; empty when nothing is traced.
     *
     * @throws IllegalArgumentException naming the setting that will not do
     */
    Optional<URI> address() {
        double share = config.sampledShare();
        require(share >= 0 && share <= 1, SHARE + ": " + share + " is not between 0 and 1");
        return config.endpoint()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(TracingRules::address);
    }

    /** @throws IllegalArgumentException likewise */
    Map<String, String> headers() {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        config.headers().stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .forEach(text -> {
                    String[] parts = text.split("=", 2);
                    require(
                            parts.length == 2
                                    && HEADER_NAME.matcher(parts[0].strip()).matches(),
                            HEADERS + " must be name=value, several with commas between");
                    String name = parts[0].strip();
                    require(
                            !OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT)),
                            HEADERS + ": " + name + " cannot be set");
                    String value = parts[1].strip();
                    require(
                            HEADER_VALUE.matcher(value).matches(),
                            HEADERS + ": the value of " + name + " holds a character that no header has, or none");
                    headers.put(name, value);
                });
        return Collections.unmodifiableMap(headers);
    }

    private static URI address(String text) {
        URI base = parsed(text);
        require(
                base.getHost() != null && ("http".equals(base.getScheme()) || "https".equals(base.getScheme())),
                ENDPOINT + " must be an http or https address, such as http://collector:4318");
        require(base.getRawUserInfo() == null, ENDPOINT + " must not hold a user or password; use " + HEADERS);
        require(
                base.getRawQuery() == null && base.getRawFragment() == null,
                ENDPOINT + " must not hold a query or fragment");
        String path = base.getRawPath().replaceFirst("/+$", "");
        return base.resolve(path.endsWith(TRACES) ? path : path + TRACES);
    }

    private static URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            // Its message repeats the text, which may hold a password.
            throw new IllegalArgumentException(ENDPOINT + " is not a URL");
        }
    }

    private static void require(boolean fine, String complaint) {
        if (!fine) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
