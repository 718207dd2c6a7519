package io.fleetstop.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Query parameters in the one spelling that both clouds sign: RFC 3986, sorted by name. */
public final class Query {
    private Query() {}

    /** Everything but {@code A-Z a-z 0-9 - _ . ~} as upper-case percent escapes of its UTF-8 bytes. */
    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    public static String canonical(SortedMap<String, String> parameters) {
        return parameters.entrySet().stream().map(Query::pair).collect(Collectors.joining("&"));
    }

    private static String pair(Map.Entry<String, String> parameter) {
        return encode(parameter.getKey()) + "=" + encode(parameter.getValue());
    }
}
