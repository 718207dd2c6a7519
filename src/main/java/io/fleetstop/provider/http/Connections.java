package io.fleetstop.provider.http;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The pooled connections of one target. Its own, so that a slow region never holds the connections of another. */
final class Connections {

    /** A region that cannot be reached should be known long before the call time-out; two seconds cross any ocean a few times. */
    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Shorter than load balancers keep idle connections: a request written into a closed one would have an unknown fate. */
    private static final int KEEP_ALIVE_SECONDS = 10;

    private final Vertx vertx;
    private final Endpoint endpoint;
    private final HttpClient client;

    /** @param mostInFlight connections at most; twice as many calls may wait for one, the rest is turned away */
    Connections(Vertx vertx, Endpoint endpoint, int mostInFlight) {
        this.vertx = vertx;
        this.endpoint = endpoint;
        this.client = vertx.httpClientBuilder()
                .with(new HttpClientOptions()
                        .setConnectTimeout(Math.toIntExact(CONNECT.toMillis()))
                        .setSslHandshakeTimeout(CONNECT.toMillis())
                        .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                        .setKeepAliveTimeout(KEEP_ALIVE_SECONDS))
                // Calls whose connection is still being opened count as waiting, so a cold start needs room for both
                // kinds.
                .with(new PoolOptions().setHttp1MaxSize(mostInFlight).setMaxWaitQueueSize(2 * mostInFlight))
                .build();
    }

    /** @param patience from now to the last byte of the answer */
    Uni<Exchange> send(Request request, Duration patience) {
        long millis = Math.max(1, patience.toMillis());
        var options = new RequestOptions()
                .setMethod(request.method())
                .setHost(endpoint.host())
                .setPort(endpoint.port())
                .setSsl(endpoint.tls())
                .setURI(request.uri())
                // Frees the place in the queue too; without it a call that has given up would still be handed a
                // connection.
                .setConnectTimeout(millis);
        request.headers().forEach(options::putHeader);
        return Uni.createFrom()
                .emitter(emitter ->
                        new Attempt(vertx, client, endpoint, options, millis, request.mostBytes(), emitter).begin());
    }

    Future<Void> close() {
        return client.close();
    }
}
