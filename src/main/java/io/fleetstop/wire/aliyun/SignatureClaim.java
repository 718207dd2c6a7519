package io.fleetstop.wire.aliyun;

import java.util.function.UnaryOperator;

/**
 * Who a call says it comes from, and what it brings to prove it.
 *
 * @param timestamp when the caller signed, {@code yyyy-MM-dd'T'HH:mm:ss'Z'}
 * @param nonce never used twice by an honest caller
 * @param signature what the caller sent
 * @param expected the signature that the call must carry, given the key's secret
 */
record SignatureClaim(
        String accessKeyId, String timestamp, String nonce, String signature, UnaryOperator<String> expected) {

    static final RpcError INCOMPLETE =
            new RpcError(400, "IncompleteSignature", "The request signature does not conform to Aliyun standards.");

    /** @throws RpcRefusal when something that a signature needs is not there */
    static SignatureClaim of(RpcCall call) {
        return call.isV3() ? Acs3Claim.read(call) : RpcClaim.read(call);
    }
}
