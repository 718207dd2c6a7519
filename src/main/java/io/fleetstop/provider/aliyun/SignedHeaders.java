package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.http.Endpoint;
import io.fleetstop.wire.aliyun.Acs3Signature;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The headers of a call, signed. Made anew for every call: the vendor refuses a nonce it has seen and a date more than 15 minutes off.
 *
 * @param clock wall time; signing is the one place that needs it
 */
record SignedHeaders(Endpoint endpoint, Clock clock) {

    private static final String VERSION = "2014-05-26";

    Map<String, String> of(EcsCall call, AccessKey key) {
        var headers = new TreeMap<>(Map.of(
                "host", endpoint.authority(),
                "x-acs-action", call.action(),
                "x-acs-version", VERSION,
                "x-acs-date", clock.instant().truncatedTo(ChronoUnit.SECONDS).toString(),
                "x-acs-signature-nonce", UUID.randomUUID().toString(),
                "x-acs-content-sha256", Acs3Signature.EMPTY_BODY_HASH));
        if (key.securityToken() != null) {
            headers.put("x-acs-security-token", key.securityToken());
        }
        var signature = new Acs3Signature("POST", call.parameters(), headers, Acs3Signature.EMPTY_BODY_HASH);
        var signed = new TreeMap<>(headers);
        signed.put("authorization", signature.authorization(key.id(), key.secret()));
        // Pages of this product disagree on whether XML or JSON is the default.
        signed.put("accept", "application/json");
        return signed;
    }
}
