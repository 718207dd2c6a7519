package io.fleetstop.dashboard;

import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A file of the dashboard, ready to be sent.
 *
 * @param entityTag of the content alone, so that it is the same on every replica that has the same files
 */
record ServedFile(Buffer content, String contentType, String entityTag, String cacheControl) {
    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html;charset=utf-8",
            "js", "text/javascript;charset=utf-8",
            "mjs", "text/javascript;charset=utf-8",
            "css", "text/css;charset=utf-8",
            "svg", "image/svg+xml");

    private static final String ANY_OTHER = "text/plain;charset=utf-8";

    /** A folder with a version in its name never changes what it holds. */
    private static final Pattern VERSIONED = Pattern.compile(".*-[0-9]+\\.[0-9.]+/[^/]+");

    static ServedFile of(String path, byte[] bytes) {
        return new ServedFile(
                Buffer.buffer(bytes),
                TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), ANY_OTHER),
                '"' + digest(bytes) + '"',
                VERSIONED.matcher(path).matches() ? "public, max-age=31536000, immutable" : "no-cache");
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
