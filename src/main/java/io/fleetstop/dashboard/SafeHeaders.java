package io.fleetstop.dashboard;

import io.vertx.core.MultiMap;

/** What a browser may do with a page of ours: run our own files, talk to this server, and nothing else. What holds for all answers is put on elsewhere. */
final class SafeHeaders {
    /** Nothing inline, hence no nonces: what an attacker gets into a page is text. */
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self' data:",
            "connect-src 'self'",
            "form-action 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    private SafeHeaders() {}

    static void put(MultiMap headers) {
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    }
}
