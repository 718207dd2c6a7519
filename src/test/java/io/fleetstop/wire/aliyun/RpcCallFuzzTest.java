package io.fleetstop.wire.aliyun;

import io.fleetstop.testing.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RpcCallFuzzTest {
    private static final Fuzz FUZZ = new Fuzz(RpcRefusal.class);
    private static final String SIGNED =
            "AccessKeyId=AKID&Action=StopInstance&InstanceId=i-1&Signature=DxTvdrHlgBYsRPKhuTi0L53vMYI%3D"
                    + "&SignatureMethod=HMAC-SHA1&SignatureNonce=n&SignatureVersion=1.0&Timestamp=2026-01-01T00%3A00%3A00Z";

    /** Remembers no nonce for longer than one call. */
    private static SignatureCheck check() {
        return new SignatureCheck(
                key -> Optional.of("secret"),
                Clock.fixed(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC),
                new NonceMemory(1));
    }

    @Test
    void query_and_form_are_read_and_judged_or_refused() {
        FUZZ.texts(
                text -> {
                    RpcCall call = RpcCall.read("GET", text, Map.of(), new byte[0]);
                    check().claimantOf(call);
                    call.numbered("InstanceId");
                    call.flag("DryRun");
                    call.number("PageSize", 1, 1, 100);
                },
                SIGNED,
                SIGNED + "&InstanceId.1=i-1&InstanceId.2=i-2&DryRun=true&PageSize=10");
        FUZZ.bytes(
                body -> check().claimantOf(RpcCall.read(
                        "POST", null, Map.of("content-type", "application/x-www-form-urlencoded"), body)),
                SIGNED.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void headers_of_version_3_are_judged_or_refused() {
        FUZZ.texts(
                header -> {
                    Map<String, String> headers = new TreeMap<>(Map.of(
                            "x-acs-action", "StopInstance",
                            "x-acs-version", "2014-05-26",
                            "x-acs-date", "2026-01-01T00:00:00Z",
                            "x-acs-signature-nonce", "n"));
                    headers.put("authorization", header);
                    check().claimantOf(RpcCall.read("POST", "InstanceId=i-1", headers, new byte[0]));
                },
                "ACS3-HMAC-SHA256 Credential=AKID,SignedHeaders=x-acs-action;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature="
                        + "0".repeat(64));
    }
}
