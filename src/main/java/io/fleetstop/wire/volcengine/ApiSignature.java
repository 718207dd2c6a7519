package io.fleetstop.wire.volcengine;

import io.fleetstop.wire.Digests;
import io.fleetstop.wire.Query;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Volcengine's signature {@code HMAC-SHA256}, as its page "Signing a request" has it.
 *
 * @param method upper-case HTTP method
 * @param query every query parameter, decoded
 * @param signedHeaders lower-case names and trimmed values of the headers that the signature covers; clients differ in their choice
 * @param bodyHash lower-case hex SHA-256 of the body, covered whether or not a header repeats it
 * @param date the value of {@code X-Date}, {@code yyyyMMdd'T'HHmmss'Z'}, covered whether or not that header is signed
 */
public record ApiSignature(
        String method,
        SortedMap<String, String> query,
        SortedMap<String, String> signedHeaders,
        String bodyHash,
        String date,
        CredentialScope scope) {

    public static final String ALGORITHM = "HMAC-SHA256";

    /** The hash of no body at all, which is what a GET carries. */
    public static final String EMPTY_BODY_HASH = Digests.sha256Hex(new byte[0]);

    /** The value of the {@code Authorization} header. */
    public String authorization(String accessKeyId, String secret) {
        return ALGORITHM + " Credential=" + accessKeyId + "/" + scope.text() + ", SignedHeaders=" + headerNames()
                + ", Signature=" + signature(secret);
    }

    public String signature(String secret) {
        return HexFormat.of().formatHex(Digests.hmac("HmacSHA256", scope.key(secret), stringToSign()));
    }

    String stringToSign() {
        byte[] request = canonicalRequest().getBytes(StandardCharsets.UTF_8);
        return ALGORITHM + "\n" + date + "\n" + scope.text() + "\n" + Digests.sha256Hex(request);
    }

    private String canonicalRequest() {
        return method + "\n/\n" + Query.canonical(query) + "\n" + headerLines() + "\n" + headerNames() + "\n"
                + bodyHash;
    }

    private String headerLines() {
        return signedHeaders.entrySet().stream().map(ApiSignature::line).collect(Collectors.joining());
    }

    private static String line(Map.Entry<String, String> header) {
        return header.getKey() + ":" + header.getValue() + "\n";
    }

    private String headerNames() {
        return String.join(";", signedHeaders.keySet());
    }
}
