package io.fleetstop.provider.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every request as the test says and keeps what came over the wire. */
public final class ScriptedCloud implements AutoCloseable {

    /** @param query as it stood in the request line, still escaped */
    public record Call(String method, String path, String query, MultiMap headers, String body) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final HttpServer server;
    private volatile Handler<HttpServerRequest> script;

    /** @param first how it answers until told otherwise */
    public ScriptedCloud(Vertx vertx, Handler<HttpServerRequest> first) {
        script = first;
        server = vertx.createHttpServer(new HttpServerOptions().setMaxInitialLineLength(32 * 1024))
                .connectionHandler(connection -> {
                    connections.incrementAndGet();
                    connection.closeHandler(gone -> closed.incrementAndGet());
                })
                .requestHandler(request -> request.body().onSuccess(body -> {
                    calls.add(new Call(
                            request.method().name(),
                            request.path(),
                            request.query(),
                            MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
                            body.toString()));
                    script.handle(request);
                }));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    public static Handler<HttpServerRequest> answer(int status, String body) {
        return answer(status, Map.of(), body);
    }

    public static Handler<HttpServerRequest> answer(int status, Map<String, String> headers, String body) {
        return request -> {
            HttpServerResponse response = request.response().setStatusCode(status);
            headers.forEach(response::putHeader);
            response.end(body);
        };
    }

    public void script(Handler<HttpServerRequest> next) {
        script = next;
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    public int port() {
        return server.actualPort();
    }

    public List<Call> calls() {
        return calls;
    }

    public Call onlyCall() {
        if (calls.size() != 1) {
            throw new AssertionError("one call expected, not " + calls);
        }
        return calls.get(0);
    }

    public int connections() {
        return connections.get();
    }

    public int closedConnections() {
        return closed.get();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
