package io.fleetstop.actionapi;

import io.fleetstop.audit.Entry;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.Optional;

/**
 * A request in a cloud's language, as it came in.
 *
 * @param entry of the request
 */
public record Call(HttpServerRequest request, Entry entry) {

    /** The request's name. */
    public String id() {
        return entry.provenance().requestId();
    }

    /** Whom the caller believes to talk to. */
    public String host() {
        return Optional.ofNullable(request.authority()).map(HostAndPort::host).orElse("fleetstop");
    }

    public Origin origin() {
        return new Origin(entry, () -> request.response().closed());
    }
}
