package io.fleetstop.identity;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The bearer token that a request shows (RFC 6750, section 2.1; the other places for one are not looked at). */
final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    static Optional<String> token(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(header -> header.substring(SCHEME.length()).strip());
    }
}
