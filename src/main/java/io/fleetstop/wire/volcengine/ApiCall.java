package io.fleetstop.wire.volcengine;

import io.fleetstop.wire.Parameters;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A call as it came in, not yet trusted.
 *
 * @param method upper-case HTTP method
 * @param query the parameters of the query, which the signature covers one by one; one client sends one without a name
 * @param parameters query and body together, whether the body is a form or JSON
 * @param headers by lower-case name
 * @param body the bytes of the body, which the signature covers as a whole
 */
public record ApiCall(
        String method, Parameters query, Parameters parameters, Map<String, String> headers, byte[] body) {

    private static final Parameters.Complaints COMPLAINTS = new Parameters.Complaints() {
        @Override
        public ApiRefusal missing(String name) {
            return new ApiRefusal(GatewayErrors.missing(name));
        }

        @Override
        public ApiRefusal invalid(String name) {
            return new ApiRefusal(GatewayErrors.invalid(name));
        }
    };

    /**
     * @param rawQuery the query as sent, still encoded; null or empty when there is none
     * @throws ApiRefusal when the parameters cannot be read
     */
    public static ApiCall read(String method, String rawQuery, Map<String, String> headers, byte[] body) {
        Parameters query = Parameters.read(rawQuery == null ? "" : rawQuery, COMPLAINTS);
        SortedMap<String, String> all = new TreeMap<>(bodyParameters(headers, body));
        all.putAll(query.values());
        return new ApiCall(method, query, new Parameters(all, COMPLAINTS), headers, body);
    }

    /** From the query alone: the gateway routes by it and does not look into a body. */
    public Optional<String> action() {
        return query.find("Action");
    }

    /** From the query alone, like the action. */
    public Optional<String> version() {
        return query.find("Version");
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /**
     * A body that cannot be read counts for a complaint and not for none. Clients leave the type out of what they sign: whoever changed it
     * on the way would take the body's parameters away from a call whose signature still holds.
     */
    private static SortedMap<String, String> bodyParameters(Map<String, String> headers, byte[] body) {
        String type = headers.getOrDefault("content-type", "").toLowerCase(Locale.ROOT);
        if (body.length == 0) {
            return new TreeMap<>();
        }
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return Parameters.readForm(new String(body, StandardCharsets.UTF_8), COMPLAINTS)
                    .values();
        }
        if (type.startsWith("application/json")) {
            return JsonParameters.flat(body)
                    .orElseThrow(() -> COMPLAINTS.invalid("the body is no JSON object of parameters"));
        }
        throw COMPLAINTS.invalid("the body is neither a form nor JSON");
    }
}
