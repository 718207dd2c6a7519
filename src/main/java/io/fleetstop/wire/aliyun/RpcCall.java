package io.fleetstop.wire.aliyun;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

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

    private static final String FORM = "application/x-www-form-urlencoded";

    /**
     * @param body all of the request's body
     * @throws RpcRefusal when the parameters cannot be read
     */
    public static RpcCall read(HttpServerRequest request, Buffer body) {
        return read(request.method().name(), request.query(), headers(request), body.getBytes());
    }

    /**
     * @param rawQuery the query as sent, still encoded; null or empty when there is none
     * @throws RpcRefusal when the parameters cannot be read
     */
    public static RpcCall read(String method, String rawQuery, Map<String, String> headers, byte[] body) {
        boolean isForm = headers.getOrDefault("content-type", "")
                .toLowerCase(Locale.ROOT)
                .startsWith(FORM);
        return new RpcCall(
                method,
                RpcParameters.read(rawQuery == null ? "" : rawQuery),
                RpcParameters.read(isForm ? new String(body, StandardCharsets.UTF_8) : ""),
                headers,
                body);
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        Map<String, String> headers = new TreeMap<>();
        request.headers()
                .forEach(header -> headers.merge(
                        header.getKey().toLowerCase(Locale.ROOT), header.getValue(), (one, next) -> one + "," + next));
        return headers;
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
        return Optional.ofNullable(query.getOrDefault(name, form.get(name))).filter(value -> !value.isEmpty());
    }

    /** @throws RpcRefusal {@code MissingParameter} */
    public String required(String name) {
        return parameter(name).orElseThrow(() -> new RpcRefusal(RpcError.missing(name)));
    }

    /**
     * False when not given. Python clients write {@code True}.
     *
     * @throws RpcRefusal {@code InvalidParameter} for anything but true and false
     */
    public boolean flag(String name) {
        String value = parameter(name).orElse("false").toLowerCase(Locale.ROOT);
        if (!value.equals("true") && !value.equals("false")) {
            throw new RpcRefusal(RpcError.invalid(name));
        }
        return value.equals("true");
    }

    /**
     * A whole number.
     *
     * @throws RpcRefusal {@code InvalidParameter} for anything else and outside of the bounds
     */
    public int number(String name, int absent, int least, int most) {
        Optional<String> value = parameter(name);
        if (value.isEmpty()) {
            return absent;
        }
        // Nine digits fit an int, so parsing cannot fail.
        int number = value.get().matches("[0-9]{1,9}") ? Integer.parseInt(value.get()) : -1;
        if (number < least || number > most) {
            throw new RpcRefusal(RpcError.invalid(name));
        }
        return number;
    }

    /** The values of {@code name.1}, {@code name.2}, … in the order of their numbers. */
    public List<String> numbered(String name) {
        Pattern numberedName = Pattern.compile(Pattern.quote(name) + "\\.[0-9]{1,4}");
        return allParameters().entrySet().stream()
                .filter(parameter -> numberedName.matcher(parameter.getKey()).matches())
                .sorted(Comparator.comparingInt(
                        parameter -> Integer.parseInt(parameter.getKey().substring(name.length() + 1))))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Query and form together, which is what a version 1 signature covers. */
    public SortedMap<String, String> allParameters() {
        SortedMap<String, String> all = new TreeMap<>(form);
        all.putAll(query);
        return all;
    }
}
