package io.fleetstop.actionapi;

import io.fleetstop.wire.Digests;
import java.nio.charset.StandardCharsets;

/**
 * The token of a call whose caller sent none. A copy of a signed call, sent again on the way or by whoever overheard it, has the same one:
 * it finds the job of the first, on whatever replica, instead of stopping the instances again.
 */
public final class OwnToken {
    /** Leaves 59 of 64 letters for a digest that needs 64 in hex: 236 bits are as good a name as 256. */
    private static final String MADE = "call-";

    private static final int LONGEST_TOKEN = 64;

    private OwnToken() {}

    /**
     * @param signer the access key that signed the call
     * @param once what the signature covers, and an honest caller signs no second time
     */
    public static String of(String signer, String once) {
        String call = signer + "\n" + once;
        return (MADE + Digests.sha256Hex(call.getBytes(StandardCharsets.UTF_8))).substring(0, LONGEST_TOKEN);
    }
}
