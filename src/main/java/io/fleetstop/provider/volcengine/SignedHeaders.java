package io.fleetstop.provider.volcengine;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.http.Endpoint;
import io.fleetstop.wire.volcengine.ApiDate;
import io.fleetstop.wire.volcengine.ApiSignature;
import io.fleetstop.wire.volcengine.CredentialScope;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;

/**
 * The headers of a call, signed. Made anew for every call: the vendor refuses a date more than 15 minutes off.
 *
 * @param clock wall time; signing is the one place that needs it
 */
record SignedHeaders(Endpoint endpoint, String region, Clock clock) {

    private static final String SERVICE = "ecs";

    Map<String, String> of(EcsCall call, AccessKey key) {
        String date = ApiDate.of(clock.instant());
        var headers = new TreeMap<>(
                Map.of("host", endpoint.authority(), "x-date", date, "x-content-sha256", ApiSignature.EMPTY_BODY_HASH));
        if (key.securityToken() != null) {
            headers.put("x-security-token", key.securityToken());
        }
        var scope = new CredentialScope(ApiDate.day(date), region, SERVICE);
        var signature = new ApiSignature("GET", call.parameters(), headers, ApiSignature.EMPTY_BODY_HASH, date, scope);
        var signed = new TreeMap<>(headers);
        signed.put("authorization", signature.authorization(key.id(), key.secret()));
        signed.put("accept", "application/json");
        return signed;
    }
}
