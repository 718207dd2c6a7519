package io.fleetstop.provider.http;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.Credentials;
import io.fleetstop.provider.Sent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Function;

/** Calls to one account and region. Each asks for the key, has itself signed and is sent, all within one time-out. */
public final class SignedCalls {

    private static final Logger LOG = System.getLogger(SignedCalls.class.getName());

    private final String region;
    private final Credentials credentials;
    private final Duration callTimeout;
    private final Connections connections;

    /**
     * @param region for the log
     * @param callTimeout from asking for the key to the last byte of the answer
     * @param mostInFlight connections at most
     */
    public SignedCalls(
            Vertx vertx,
            String region,
            Endpoint endpoint,
            Credentials credentials,
            Duration callTimeout,
            int mostInFlight) {
        this.region = region;
        this.credentials = credentials;
        this.callTimeout = callTimeout;
        this.connections = new Connections(vertx, endpoint, mostInFlight);
    }

    /**
     * One call for each subscription, which may ask for what was {@link Sent}. Never fails.
     *
     * @param action in the cloud's words
     * @param signing makes the request, anew for every call
     */
    public Uni<Exchange> make(String action, Function<AccessKey, Request> signing) {
        return Uni.createFrom().context(subscription -> {
            long began = System.nanoTime();
            return credentials
                    .accessKey()
                    .onItemOrFailure()
                    .transformToUni((key, broken) -> broken == null
                            ? send(signing, key, callTimeout.minusNanos(System.nanoTime() - began))
                            : Uni.createFrom().item(Exchange.notSent("no access key: " + broken.getMessage())))
                    .invoke(exchange -> {
                        log(action, exchange);
                        Sent.tell(subscription, action, exchange.status());
                    });
        });
    }

    /** Ends what is still in the air; those calls count as not answered. */
    public Future<Void> close() {
        return connections.close();
    }

    private Uni<Exchange> send(Function<AccessKey, Request> signing, AccessKey key, Duration left) {
        return left.isNegative()
                ? Uni.createFrom().item(Exchange.notSent("time-out waiting for the access key"))
                : connections.send(signing.apply(key), left);
    }

    private void log(String action, Exchange exchange) {
        if (exchange.reason() != null) {
            LOG.log(
                    Level.INFO,
                    "call={0} region={1} result={2} reason={3}",
                    action,
                    region,
                    exchange.kind(),
                    exchange.reason());
        }
    }
}
