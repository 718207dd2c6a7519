package io.fleetstop.target;

import io.fleetstop.provider.http.Peers;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses a target may call. Signed requests go there, so a slip must not send them in clear or to the metadata service, which
 * hands out the machine's own keys.
 */
final class EndpointRule {
    private EndpointRule() {}

    /** Both clouds' ids have this shape. The vendor's host name is built from it, so nothing else may get through. */
    private static final Pattern REGION = Pattern.compile("[a-z]{2,3}(-[a-z0-9]+){1,3}");

    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /** Numbers that some resolvers read as an address: {@code 2852039166}, {@code 0xa9fea9fe}, {@code 169.254.43518}. */
    private static final Pattern LOOKS_LIKE_NUMBERS = Pattern.compile("(0x[0-9a-f]+|\\d+)(\\.(0x[0-9a-f]+|\\d+))*\\.?");

    /** Known by its name; the others are by their numbers. */
    private static final String METADATA = "metadata.google.internal";

    static boolean isRegion(String text) {
        return REGION.matcher(text).matches();
    }

    /** @throws IllegalArgumentException saying what is wrong, without repeating what may hold a password */
    static URI checked(String text) {
        URI uri = parsed(text);
        String host = uri.getHost();
        require(host != null, "needs a host");
        require(uri.getRawUserInfo() == null, "must not hold a user or password");
        require(isNothing(uri.getRawPath()), "must not hold a path");
        require(uri.getRawQuery() == null && uri.getRawFragment() == null, "must not hold a query or fragment");
        String plain = host.toLowerCase(Locale.ROOT);
        require(!isMetadata(plain), "must not be a metadata service");
        require(!isOddNumber(plain), "must be a host name or four plain numbers");
        boolean https = "https".equals(uri.getScheme());
        boolean http = "http".equals(uri.getScheme());
        require(https || http && isLoopback(host), "must begin with https (http only for 127.0.0.1 and localhost)");
        return uri;
    }

    private static URI parsed(String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            // Its message repeats the text.
            throw new IllegalArgumentException("is not a URL");
        }
    }

    private static boolean isNothing(String path) {
        return path == null || path.isEmpty() || path.equals("/");
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.startsWith("127.") && FOUR_NUMBERS.matcher(host).matches();
    }

    private static boolean isMetadata(String host) {
        String plain = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return plain.equals(METADATA)
                || host.startsWith("[")
                || FOUR_NUMBERS.matcher(plain).matches() && Peers.isMetadata(address(plain));
    }

    /** Of numbers, so that nothing is looked up. */
    private static InetAddress address(String numbers) {
        try {
            return InetAddress.getByName(numbers);
        } catch (UnknownHostException tooLarge) {
            throw new IllegalArgumentException("must be a host name or four plain numbers");
        }
    }

    private static boolean isOddNumber(String host) {
        return LOOKS_LIKE_NUMBERS.matcher(host).matches()
                && !FOUR_NUMBERS.matcher(host).matches();
    }

    private static void require(boolean fine, String complaint) {
        if (!fine) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
