package io.fleetstop.provider.http;

import java.net.URI;

/** Where a region's calls go. */
public record Endpoint(String host, int port, boolean tls) {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    /** @param uri scheme, host and port; nothing else in it counts */
    public static Endpoint of(URI uri) {
        boolean tls = "https".equals(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : defaultPort(tls);
        return new Endpoint(uri.getHost(), port, tls);
    }

    /** The {@code Host} header, as clients send and the clouds sign it: the port only where it is not the scheme's own. */
    public String authority() {
        return port == defaultPort(tls) ? host : host + ":" + port;
    }

    /** By its name; only then may it be reached without encryption, or lead to this machine at all. */
    boolean isThisMachine() {
        return host.equals("localhost") || host.startsWith("127.");
    }

    private static int defaultPort(boolean tls) {
        return tls ? HTTPS : HTTP;
    }
}
