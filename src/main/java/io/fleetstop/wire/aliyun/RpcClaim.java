package io.fleetstop.wire.aliyun;

import java.util.SortedMap;

/** Finds a version 1 signature in the parameters of a call. */
final class RpcClaim {
    private RpcClaim() {}

    static SignatureClaim read(RpcCall call) {
        String accessKeyId = call.required("AccessKeyId");
        String signature = call.required("Signature");
        boolean known = call.required("SignatureMethod").equalsIgnoreCase("HMAC-SHA1")
                && call.required("SignatureVersion").equals("1.0");
        if (!known) {
            throw new RpcRefusal(SignatureClaim.INCOMPLETE);
        }
        SortedMap<String, String> signed = call.allParameters();
        signed.remove("Signature");
        return new SignatureClaim(
                accessKeyId,
                call.required("Timestamp"),
                call.required("SignatureNonce"),
                signature,
                new RpcSignature(call.method(), signed)::signature);
    }
}
