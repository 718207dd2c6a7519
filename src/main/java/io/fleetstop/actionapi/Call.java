package io.fleetstop.actionapi;

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

    /** Whether nobody waits for the answer any more. */
    public boolean callerHasLeft() {
        return request.response().closed();
    }
}
