package io.fleetstop.wire;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hashes that the clouds' signatures are made of. */
public final class Digests {
    private Digests() {}

    /** Lower-case hex SHA-256. */
    public static String sha256Hex(byte[] data) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every Java platform must have SHA-256", absent);
        }
    }

    /** @param algorithm a {@link Mac} name, {@code HmacSHA256} or {@code HmacSHA1} */
    public static byte[] hmac(String algorithm, String key, String data) {
        return hmac(algorithm, key.getBytes(StandardCharsets.UTF_8), data);
    }

    /** @param algorithm a {@link Mac} name, {@code HmacSHA256} or {@code HmacSHA1} */
    public static byte[] hmac(String algorithm, byte[] key, String data) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(data.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException absent) {
            throw new IllegalStateException("every Java platform must have " + algorithm, absent);
        }
    }

    /** Takes as long for a wrong signature as for a right one, so that timing tells nothing about the secret. */
    public static boolean same(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }
}
