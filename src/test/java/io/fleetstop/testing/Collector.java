package io.fleetstop.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes spans as any collector does, over real HTTP, or does not: it can refuse them, and let whoever brings them wait. */
public final class Collector implements AutoCloseable {
    private static final String PATH = "/v1/traces";

    private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
    private final List<String> authorizations = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;
    private volatile boolean hangs;
    private volatile int status = 200;

    public Collector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        server.createContext(PATH, this::take);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on nobody gets an answer. */
    public Collector hanging() {
        hangs = true;
        return this;
    }

    /** From now on everybody gets this one. */
    public Collector answering(int refusal) {
        status = refusal;
        return this;
    }

    /** In the order that they came in. */
    public List<ReceivedSpan> spans() {
        return List.copyOf(spans);
    }

    public List<ReceivedSpan> spansOf(String traceId) {
        return spans.stream().filter(span -> span.traceId().equals(traceId)).toList();
    }

    /** Of each request that came in, taken or not. */
    public List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private void take(HttpExchange request) throws IOException {
        try (request) {
            authorizations.add(String.valueOf(request.getRequestHeaders().getFirst("Authorization")));
            byte[] body = request.getRequestBody().readAllBytes();
            if (hangs) {
                closed.await();
                return;
            }
            if (status == 200) {
                spans.addAll(ReceivedSpan.all(ExportTraceServiceRequest.parseFrom(body)));
            }
            request.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            request.sendResponseHeaders(status, -1);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
