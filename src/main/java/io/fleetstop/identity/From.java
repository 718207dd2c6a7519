package io.fleetstop.identity;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.util.Optional;

/** Where a request came from: the other end of the connection, or what a proxy says that {@code quarkus.http.proxy} trusts. */
public final class From {
    private From() {}

    public static String address(HttpServerRequest request) {
        return Optional.ofNullable(request.remoteAddress())
                .map(SocketAddress::hostAddress)
                .orElse("unknown");
    }
}
