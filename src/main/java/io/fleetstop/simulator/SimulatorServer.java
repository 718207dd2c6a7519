package io.fleetstop.simulator;

import io.fleetstop.wire.RequestBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.BindException;
import java.util.Optional;

/** The HTTP server: calls of the clouds on {@code /}, pages for people elsewhere. */
final class SimulatorServer {
    /** For this machine only: what it does is nobody else's business, and its control pages ask for no key. */
    private static final String HOST = "127.0.0.1";

    /** A hundred ids in a query are some 4 KB, which is the default and too near. */
    private static final int LONGEST_REQUEST_LINE = 32 * 1024;

    private final Vertx vertx;
    /** Where it listened is where it listens again. */
    private volatile int port;

    private final RpcDoor aliyun;
    private final ApiDoor volcengine;
    private final ControlPage pages;
    private volatile HttpServer server;

    SimulatorServer(Vertx vertx, int wantedPort, RpcDoor aliyun, ApiDoor volcengine, ControlPage pages) {
        this.vertx = vertx;
        this.port = wantedPort;
        this.aliyun = aliyun;
        this.volcengine = volcengine;
        this.pages = pages;
    }

    Future<Integer> start() {
        // Closing a connection is a fault to be simulated; over HTTP/2 it would hit the other calls on it as well.
        HttpServerOptions options =
                new HttpServerOptions().setHttp2ClearTextEnabled(false).setMaxInitialLineLength(LONGEST_REQUEST_LINE);
        server = vertx.createHttpServer(options).requestHandler(this::read);
        return server.listen(port, HOST)
                .map(listening -> port = listening.actualPort())
                .recover(failure -> Future.failedFuture(failure instanceof BindException ? taken(failure) : failure));
    }

    Future<Void> stop() {
        return server == null ? Future.succeededFuture() : server.close();
    }

    boolean isListening() {
        return server != null;
    }

    int port() {
        return port;
    }

    private IllegalStateException taken(Throwable cause) {
        return new IllegalStateException(
                "fleetstop.simulator.port: the simulator cannot listen on " + HOST + ":" + port
                        + ": the port is taken. Free it, or choose another.",
                cause);
    }

    private void read(HttpServerRequest request) {
        RequestBody.read(request).onSuccess(body -> serve(request, body)).onFailure(failure -> {
            if (failure instanceof RequestBody.TooLarge) {
                HttpAnswer.of(413, "text/plain", failure.getMessage()).sendTo(request.response());
            }
        });
    }

    private void serve(HttpServerRequest request, Buffer body) {
        if ("/".equals(request.path())) {
            call(request, body);
            return;
        }
        Optional<HttpAnswer> page = pages.answer(request, body);
        page.orElseGet(() -> HttpAnswer.of(404, "text/plain", "no such page")).sendTo(request.response());
    }

    private void call(HttpServerRequest request, Buffer body) {
        if (ApiDoor.isFor(request)) {
            volcengine.serve(request, body);
        } else {
            aliyun.serve(request, body);
        }
    }
}
