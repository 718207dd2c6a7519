package io.fleetstop.wire.volcengine;

import io.fleetstop.wire.Digests;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who a call says it comes from, and what it brings to prove it.
 *
 * @param signature what the caller sent
 * @param expected what it must be, but for the secret
 */
record SignatureClaim(Signer signer, String signature, ApiSignature expected) {
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "HMAC-SHA256\\s+Credential=([^,\\s]+),\\s*SignedHeaders=([^,\\s]+),\\s*Signature=([0-9a-fA-F]{64})");

    private static final Pattern CREDENTIAL = Pattern.compile("([^/]+)/([0-9]{8})/([^/]+)/([^/]+)/request");

    /** Clients leave the port that belongs to the scheme out of what they sign, even where they send it. */
    private static final Pattern DEFAULT_PORT = Pattern.compile(":(80|443)$");

    /** @throws ApiRefusal when something that a signature needs is not there */
    static SignatureClaim of(ApiCall call, String service) {
        String header = call.header("authorization").orElseThrow(() -> new ApiRefusal(GatewayErrors.NOT_SIGNED));
        Matcher authorization = AUTHORIZATION.matcher(header);
        if (!authorization.matches()) {
            throw new ApiRefusal(GatewayErrors.UNREADABLE_AUTHORIZATION);
        }
        String date = header(call, "x-date");
        Matcher credential = CREDENTIAL.matcher(authorization.group(1));
        boolean fits = credential.matches()
                && credential.group(2).equals(ApiDate.day(date))
                && credential.group(4).equals(service);
        if (!fits) {
            throw new ApiRefusal(GatewayErrors.UNREADABLE_CREDENTIAL);
        }
        CredentialScope scope = new CredentialScope(credential.group(2), credential.group(3), service);
        ApiSignature expected = new ApiSignature(
                call.method(),
                call.query().values(),
                signedHeaders(call, authorization.group(2)),
                bodyHash(call),
                date,
                scope);
        return new SignatureClaim(
                new Signer(credential.group(1), scope.region(), expected.stringToSign()),
                authorization.group(3).toLowerCase(Locale.ROOT),
                expected);
    }

    /** One client signs {@code x-date} alone, others four headers, so the caller's own list decides. */
    private static SortedMap<String, String> signedHeaders(ApiCall call, String names) {
        SortedMap<String, String> signed = new TreeMap<>();
        for (String name : names.toLowerCase(Locale.ROOT).split(";")) {
            String value = header(call, name).strip();
            signed.put(name, name.equals("host") ? DEFAULT_PORT.matcher(value).replaceFirst("") : value);
        }
        return signed;
    }

    private static String bodyHash(ApiCall call) {
        String hash = Digests.sha256Hex(call.body());
        // Not that of this body: somebody exchanged the body and kept the headers.
        if (!call.header("x-content-sha256").orElse(hash).equalsIgnoreCase(hash)) {
            throw new ApiRefusal(GatewayErrors.NO_MATCH);
        }
        return hash;
    }

    private static String header(ApiCall call, String name) {
        return call.header(name).orElseThrow(() -> new ApiRefusal(GatewayErrors.missingHeader(name)));
    }
}
