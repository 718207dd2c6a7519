package io.fleetstop.wire.aliyun;

import io.fleetstop.wire.Parameters;
import io.fleetstop.wire.RequestHeaders;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A call as it came in, not yet trusted.
 *
 * @param method upper-case HTTP method
 * @param query the parameters of the query, decoded
 * @param form the parameters of a form body, decoded; empty for any other body
 * @param headers by lower-case name
 * @param body the bytes of the body, which a version 3 signature covers
 */
public record RpcCall(
        String method,
        SortedMap<String, String> query,
        SortedMap<String, String> form,
        Map<String, String> headers,
        byte[] body) {

    private static final String TYPE = "content-type";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final Parameters.Complaints COMPLAINTS = new Parameters.Complaints() {
        @Override
        public RpcRefusal missing(String name) {
            return new RpcRefusal(RpcError.missing(name));
        }

        @Override
        public RpcRefusal invalid(String name) {
            return new RpcRefusal(RpcError.invalid(name));
        }
    };

    /**
     * @param body all of the request's body
     * @throws RpcRefusal when the parameters cannot be read
     */
    public static RpcCall read(HttpServerRequest request, Buffer body) {
        return read(request.method().name(), request.query(), RequestHeaders.of(request), body.getBytes());
    }

    /**
     * @param rawQuery the query as sent, still encoded; null or empty when there is none
     * @throws RpcRefusal when the parameters cannot be read
     */
    public static RpcCall read(String method, String rawQuery, Map<String, String> headers, byte[] body) {
        SortedMap<String, String> query =
                Parameters.read(rawQuery == null ? "" : rawQuery, COMPLAINTS).values();
        return new RpcCall(method, query, form(headers, body), headers, body);
    }

    /**
     * A body that is no form counts for a complaint and not for none. Clients leave its type out of what they sign: whoever changed it on
     * the way would take the form's parameters away from a call whose signature still holds.
     */
    private static SortedMap<String, String> form(Map<String, String> headers, byte[] body) {
        boolean isForm = headers.getOrDefault(TYPE, "").toLowerCase(Locale.ROOT).startsWith(FORM);
        if (!isForm && body.length > 0) {
            throw COMPLAINTS.invalid(TYPE);
        }
        return Parameters.readForm(isForm ? new String(body, StandardCharsets.UTF_8) : "", COMPLAINTS)
                .values();
    }

    /**
     * Whether the call is in the style of signature version 3, which keeps action, version and time in headers. The headers alone do not
     * tell: the vendor's old client sends {@code x-acs-action} along with a version 1 signature.
     */
    public boolean isV3() {
        return headers.getOrDefault("authorization", "").startsWith(Acs3Signature.ALGORITHM)
                || headers.containsKey("x-acs-action") && parameter("Signature").isEmpty();
    }

    public Optional<String> action() {
        return signed("x-acs-action", "Action");
    }

    public Optional<String> version() {
        return signed("x-acs-version", "Version");
    }

    /** What the caller made for this one call, so that a copy of it is known. */
    public Optional<String> nonce() {
        return signed("x-acs-signature-nonce", "SignatureNonce");
    }

    /** From where the signature covers it: version 1 signs no header, so there the header could have been put on by anybody. */
    private Optional<String> signed(String header, String parameter) {
        return isV3() ? header(header).or(() -> parameter(parameter)) : parameter(parameter);
    }

    public Optional<String> header(String lowerCaseName) {
        return Optional.ofNullable(headers.get(lowerCaseName));
    }

    /** A parameter, wherever it was sent. The query wins, as it is what both signatures cover directly. Empty counts as not given. */
    public Optional<String> parameter(String name) {
        return parameters().find(name);
    }

    /** @throws RpcRefusal {@code MissingParameter} */
    public String required(String name) {
        return parameters().required(name);
    }

    /**
     * False when not given.
     *
     * @throws RpcRefusal {@code InvalidParameter} for anything but true and false
     */
    public boolean flag(String name) {
        return parameters().flag(name);
    }

    /**
     * A whole number.
     *
     * @throws RpcRefusal {@code InvalidParameter} for anything else and outside of the bounds
     */
    public int number(String name, int absent, int least, int most) {
        return parameters().number(name, absent, least, most);
    }

    /** The values of {@code name.1}, {@code name.2}, … in the order of their numbers. */
    public List<String> numbered(String name) {
        return parameters().numbered(name);
    }

    /** Query and form together, which is what a version 1 signature covers. */
    public SortedMap<String, String> allParameters() {
        SortedMap<String, String> all = new TreeMap<>(form);
        all.putAll(query);
        return all;
    }

    /** Query and form together, with the readings that they need. */
    public Parameters parameters() {
        return new Parameters(allParameters(), COMPLAINTS);
    }
}
