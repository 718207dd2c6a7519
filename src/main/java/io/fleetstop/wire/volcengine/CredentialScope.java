package io.fleetstop.wire.volcengine;

import io.fleetstop.wire.Digests;
import java.nio.charset.StandardCharsets;

/**
 * What one derived key may sign: a day's calls of one product in one region.
 *
 * @param date {@code yyyyMMdd}, the day of the call's {@code X-Date}
 */
public record CredentialScope(String date, String region, String service) {

    static final String END = "request";

    private static final String HMAC = "HmacSHA256";

    String text() {
        return String.join("/", date, region, service, END);
    }

    /** Unlike its model, the secret goes in without any prefix. */
    byte[] key(String secret) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {date, region, service, END}) {
            key = Digests.hmac(HMAC, key, part);
        }
        return key;
    }
}
