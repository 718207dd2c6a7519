package io.fleetstop.wire.aliyun;

import io.fleetstop.wire.Digests;
import io.fleetstop.wire.Query;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * Alibaba Cloud's signature version 3, {@code ACS3-HMAC-SHA256}, as its page "Request syntax and signature method V3" has it.
 *
 * @param method upper-case HTTP method
 * @param query every query parameter, decoded
 * @param signedHeaders lower-case names and trimmed values of the headers that the signature covers; clients differ in their choice
 * @param bodyHash lower-case hex SHA-256 of the body
 */
public record Acs3Signature(
        String method, SortedMap<String, String> query, SortedMap<String, String> signedHeaders, String bodyHash) {

    public static final String ALGORITHM = "ACS3-HMAC-SHA256";

    /** The hash of no body at all, which is what RPC calls carry. */
    public static final String EMPTY_BODY_HASH = Digests.sha256Hex(new byte[0]);

    /** The value of the {@code Authorization} header. */
    public String authorization(String accessKeyId, String accessKeySecret) {
        return ALGORITHM + " Credential=" + accessKeyId + ",SignedHeaders=" + headerNames() + ",Signature="
                + signature(accessKeySecret);
    }

    public String signature(String accessKeySecret) {
        byte[] request = canonicalRequest().getBytes(StandardCharsets.UTF_8);
        String stringToSign = ALGORITHM + "\n" + Digests.sha256Hex(request);
        return HexFormat.of().formatHex(Digests.hmac("HmacSHA256", accessKeySecret, stringToSign));
    }

    private String canonicalRequest() {
        return method + "\n/\n" + Query.canonical(query) + "\n" + headerLines() + "\n" + headerNames() + "\n"
                + bodyHash;
    }

    private String headerLines() {
        return signedHeaders.entrySet().stream().map(Acs3Signature::line).collect(Collectors.joining());
    }

    private static String line(Map.Entry<String, String> header) {
        return header.getKey() + ":" + header.getValue() + "\n";
    }

    private String headerNames() {
        return String.join(";", signedHeaders.keySet());
    }
}
