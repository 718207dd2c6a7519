package io.fleetstop.wire.aliyun;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads {@code name=value&…} as it stands in a query or a form. */
final class RpcParameters {
    private RpcParameters() {}

    /**
     * Both spellings of a space are taken: clients write {@code +} on the wire and sign {@code %20}.
     *
     * @throws RpcRefusal for a broken escape, and for a name that comes twice: which of the two was meant, nobody can tell
     */
    static SortedMap<String, String> read(String text) {
        SortedMap<String, String> parameters = new TreeMap<>();
        for (String pair : text.split("&")) {
            if (!pair.isEmpty()) {
                add(pair, parameters);
            }
        }
        return parameters;
    }

    private static void add(String pair, SortedMap<String, String> parameters) {
        int equals = pair.indexOf('=');
        String name = decode(equals < 0 ? pair : pair.substring(0, equals));
        String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
        if (parameters.put(name, value) != null) {
            throw new RpcRefusal(RpcError.invalid(name));
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException brokenEscape) {
            throw new RpcRefusal(RpcError.invalid(text));
        }
    }
}
