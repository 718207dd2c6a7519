package io.fleetstop.provider.http;

import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;

/** One request from the pool's queue to the last byte of its answer. Lives on one context, hence no locks. Ends exactly once. */
final class Attempt {
    private final Vertx vertx;
    private final HttpClient client;
    private final Endpoint endpoint;
    private final RequestOptions options;
    private final long patienceMillis;
    private final int mostBytes;
    private final UniEmitter<? super Exchange> emitter;
    private final Context context;
    private final Buffer body = Buffer.buffer();
    private final long begun = System.nanoTime();
    private HttpClientRequest sent;
    private long timer;
    private boolean over;

    Attempt(
            Vertx vertx,
            HttpClient client,
            Endpoint endpoint,
            RequestOptions options,
            long patienceMillis,
            int mostBytes,
            UniEmitter<? super Exchange> emitter) {
        this.vertx = vertx;
        this.client = client;
        this.endpoint = endpoint;
        this.options = options;
        this.patienceMillis = patienceMillis;
        this.mostBytes = mostBytes;
        this.emitter = emitter;
        this.context = vertx.getOrCreateContext();
    }

    void begin() {
        emitter.onTermination(() -> context.runOnContext(gone -> breakOff("nobody waits for it any more")));
        context.runOnContext(now -> connect());
    }

    private void connect() {
        timer = vertx.setTimer(patienceMillis, expired -> breakOff("time-out"));
        client.request(options).onSuccess(this::send).onFailure(broken -> end(Exchange.notSent(broken.toString())));
    }

    private void send(HttpClientRequest request) {
        // A process that was stopped meanwhile may come here before its timer does, long after the lease that allowed
        // the call.
        if (System.nanoTime() - begun > TimeUnit.MILLISECONDS.toNanos(patienceMillis)) {
            breakOff("time-out");
        }
        if (!Peers.mayBeCalled(endpoint, request.connection().remoteAddress())) {
            breakOff(endpoint.host() + " leads to " + request.connection().remoteAddress() + ", which is no cloud");
        }
        if (over) {
            request.reset();
            return;
        }
        sent = request;
        request.send().onSuccess(this::receive).onFailure(broken -> end(Exchange.noAnswer(broken.toString())));
    }

    private void receive(HttpClientResponse response) {
        response.exceptionHandler(broken -> end(Exchange.noAnswer(broken.toString())));
        response.handler(this::collect);
        response.endHandler(whole -> end(Exchange.answered(response.statusCode(), response.headers(), body)));
    }

    // Counted as it comes: a Content-Length may be missing, or lie.
    private void collect(Buffer chunk) {
        if (body.length() + chunk.length() > mostBytes) {
            breakOff("answer of more than " + mostBytes + " bytes");
        } else if (!over) {
            body.appendBuffer(chunk);
        }
    }

    /** Resets the request, which closes its connection: a late answer must never meet the next request on it. */
    private void breakOff(String reason) {
        if (over) {
            return;
        }
        over = true;
        if (sent == null) {
            tell(Exchange.notSent(reason));
        } else {
            sent.reset();
            tell(Exchange.noAnswer(reason));
        }
    }

    private void end(Exchange exchange) {
        if (over) {
            return;
        }
        over = true;
        tell(exchange);
    }

    private void tell(Exchange exchange) {
        vertx.cancelTimer(timer);
        emitter.complete(exchange);
    }
}
