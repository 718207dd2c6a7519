package io.fleetstop.wire.aliyun;

import io.fleetstop.wire.Digests;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a version 3 signature in the headers of a call. */
final class Acs3Claim {
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "ACS3-HMAC-SHA256\\s+Credential=([^,\\s]+),\\s*SignedHeaders=([^,\\s]+),\\s*Signature=([0-9a-fA-F]{64})");

    /** Whoever could change one of these on the way would change the call, so a signature that leaves it out proves nothing. */
    private static final List<String> MUST_BE_SIGNED =
            List.of("x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256");

    private Acs3Claim() {}

    static SignatureClaim read(RpcCall call) {
        Matcher authorization = AUTHORIZATION.matcher(header(call, "authorization"));
        if (!authorization.matches()) {
            throw new RpcRefusal(SignatureClaim.INCOMPLETE);
        }
        SortedMap<String, String> signed = signedHeaders(call, authorization.group(2));
        String bodyHash = Digests.sha256Hex(call.body());
        // Signed but not that of this body: somebody exchanged the body and kept the headers.
        if (!call.header("x-acs-content-sha256").orElse(bodyHash).equalsIgnoreCase(bodyHash)) {
            throw new RpcRefusal(SignatureCheck.NO_MATCH);
        }
        return new SignatureClaim(
                authorization.group(1),
                header(call, "x-acs-date"),
                header(call, "x-acs-signature-nonce"),
                authorization.group(3).toLowerCase(Locale.ROOT),
                new Acs3Signature(call.method(), call.query(), signed, bodyHash)::signature);
    }

    /** Clients differ in what they sign (the vendor's own async one leaves {@code host} out), so the caller's own list decides. */
    private static SortedMap<String, String> signedHeaders(RpcCall call, String names) {
        SortedMap<String, String> signed = new TreeMap<>();
        for (String name : names.toLowerCase(Locale.ROOT).split(";")) {
            signed.put(name, header(call, name).strip());
        }
        boolean leavesOneOut =
                MUST_BE_SIGNED.stream().anyMatch(name -> call.headers().containsKey(name) && !signed.containsKey(name));
        if (leavesOneOut) {
            throw new RpcRefusal(SignatureClaim.INCOMPLETE);
        }
        return signed;
    }

    private static String header(RpcCall call, String name) {
        return call.header(name).orElseThrow(() -> new RpcRefusal(RpcError.missing(name)));
    }
}
