package io.fleetstop.provider.aliyun;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers every request as the test says and keeps what came over the wire. */
final class ScriptedCloud implements AutoCloseable {

    /** @param query as it stood in the request line, still escaped */
    record Call(String method, String path, String query, MultiMap headers, int bodyBytes) {}

    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final HttpServer server;
    private volatile Handler<HttpServerRequest> script = answer(200, "{\"RequestId\":\"r-1\"}");

    ScriptedCloud(Vertx vertx) {
        server = vertx.createHttpServer()
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
                            body.length()));
                    script.handle(request);
                }));
        server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
    }

    static Handler<HttpServerRequest> answer(int status, String body) {
        return answer(status, Map.of(), body);
    }

    static Handler<HttpServerRequest> answer(int status, Map<String, String> headers, String body) {
        return request -> {
            HttpServerResponse response = request.response().setStatusCode(status);
            headers.forEach(response::putHeader);
            response.end(body);
        };
    }

    static Handler<HttpServerRequest> error(int status, String code, String message) {
        return answer(status, errorBody(code, message));
    }

    static String errorBody(String code, String message) {
        return """
                {"RequestId":"r-1","HostId":"ecs.cn-hangzhou.aliyuncs.com","Code":"%s","Message":"%s"}""".formatted(code, message);
    }

    void script(Handler<HttpServerRequest> script) {
        this.script = script;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port());
    }

    int port() {
        return server.actualPort();
    }

    List<Call> calls() {
        return calls;
    }

    Call onlyCall() {
        if (calls.size() != 1) {
            throw new AssertionError("one call expected, not " + calls);
        }
        return calls.get(0);
    }

    int connections() {
        return connections.get();
    }

    int closedConnections() {
        return closed.get();
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }
}
