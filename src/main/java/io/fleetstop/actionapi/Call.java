package io.fleetstop.actionapi;

import io.fleetstop.identity.From;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Optional;

/**
 * A request in a cloud's language, as it came in.
 *
 * @param id the request's name
 */
public record Call(HttpServerRequest request, String id) {

    /** Whom the caller believes to talk to. */
    public String host() {
        return Optional.ofNullable(request.authority()).map(HostAndPort::host).orElse("fleetstop");
    }

    public Origin origin() {
        return new Origin(id, From.address(request), () -> request.response().closed());
    }
}
