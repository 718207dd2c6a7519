package io.fleetstop.wire.aliyun;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Signatures that the vendor's own clients made. */
class SignatureVectorsTest {

    @Test
    void v3_matches_the_vendors_client() {
        var signature = new Acs3Signature(
                "POST",
                new TreeMap<>(Map.of("ForceStop", "false", "InstanceId", "i-1", "RegionId", "cn-hangzhou")),
                new TreeMap<>(Map.of(
                        "host", "127.0.0.1:8080",
                        "x-acs-action", "StopInstance",
                        "x-acs-content-sha256", Acs3Signature.EMPTY_BODY_HASH,
                        "x-acs-date", "2026-01-01T00:00:00Z",
                        "x-acs-signature-nonce", "n1",
                        "x-acs-version", "2014-05-26")),
                Acs3Signature.EMPTY_BODY_HASH);

        assertThat(signature.authorization("AKID", "SECRET"))
                .isEqualTo(
                        "ACS3-HMAC-SHA256 Credential=AKID,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;"
                                + "x-acs-signature-nonce;x-acs-version,"
                                + "Signature=9a090b4112d5da903c80710579a168adb26425445a734270d65d0543172cf8fe");
    }

    @Test
    void v1_matches_the_vendors_client_for_each_method() {
        var parameters = new TreeMap<>(Map.of(
                "AccessKeyId", "AKID",
                "Action", "StopInstance",
                "ForceStop", "false",
                "Format", "JSON",
                "InstanceId", "i-1",
                "RegionId", "cn-hangzhou",
                "SignatureMethod", "HMAC-SHA1",
                "SignatureNonce", "n1",
                "SignatureVersion", "1.0",
                "Timestamp", "2026-01-01T00:00:00Z"));
        parameters.put("Version", "2014-05-26");

        assertThat(new RpcSignature("POST", parameters).signature("SECRET")).isEqualTo("DxTvdrHlgBYsRPKhuTi0L53vMYI=");
        assertThat(new RpcSignature("GET", parameters).signature("SECRET")).isEqualTo("dgOzs34rHcqEWogZ4sB6nFpE2ds=");
    }
}
