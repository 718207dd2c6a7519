package io.fleetstop.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Brings an answer to the caller, or keeps it from getting there. */
final class Delivery {
    /** Past it, a request that should hang is cut off instead: callers must not be able to fill the memory with waiting. */
    private static final int MOST_HELD = 1_000;

    private static final int OVERSIZED_BYTES = 8 * 1024 * 1024;

    private final Vertx vertx;
    private final SimulatorConfig.Latency latency;
    private final Faults faults;
    private final AtomicInteger held = new AtomicInteger();

    Delivery(Vertx vertx, SimulatorConfig.Latency latency, Faults faults) {
        this.vertx = vertx;
        this.latency = latency;
        this.faults = faults;
    }

    /** @param whenGone run as soon as the answer is written, or its connection has ended before */
    void deliver(HttpServerRequest request, HttpAnswer answer, Fault fault, Runnable whenGone) {
        if (request.response().closed()) {
            whenGone.run();
            return;
        }
        request.response().endHandler(gone -> whenGone.run());
        deliver(request, answer, fault);
    }

    void deliver(HttpServerRequest request, HttpAnswer answer, Fault fault) {
        switch (fault) {
            case NONE,
                    INTERNAL_ERROR,
                    SERVICE_UNAVAILABLE,
                    THROTTLED,
                    THROTTLED_WITH_HINT,
                    FORBIDDEN,
                    KEY_NOT_FOUND,
                    INSTANCE_NOT_FOUND,
                    WRONG_STATUS,
                    BAD_GATEWAY_PAGE -> send(request, answer);
            case HANG_BEFORE_EFFECT, HANG_AFTER_EFFECT -> hold(request);
            case BROKEN_BEFORE_EFFECT, BROKEN_AFTER_EFFECT ->
                after(drawLatency(), () -> request.connection().close());
            case SLOW -> after(faults.slowness(), () -> answer.sendTo(request.response()));
            case TRUNCATED_BODY ->
                send(
                        request,
                        answer.withBody(answer.body().slice(0, answer.body().length() / 2)));
            case EMPTY_BODY -> send(request, answer.withBody(Buffer.buffer()));
            case OVERSIZED_BODY -> send(request, answer.withBody(oversized(answer.body())));
        }
    }

    private void send(HttpServerRequest request, HttpAnswer answer) {
        after(drawLatency(), () -> answer.sendTo(request.response()));
    }

    private void hold(HttpServerRequest request) {
        if (request.response().closed()) {
            return;
        }
        if (held.incrementAndGet() > MOST_HELD) {
            held.decrementAndGet();
            request.connection().close();
            return;
        }
        request.response().closeHandler(gone -> held.decrementAndGet());
    }

    private void after(Duration delay, Runnable action) {
        if (delay.toMillis() < 1) {
            action.run();
        } else {
            vertx.setTimer(delay.toMillis(), timer -> action.run());
        }
    }

    private Duration drawLatency() {
        long spread = latency.max().toMillis() - latency.min().toMillis() + 1;
        return latency.min().plusMillis(ThreadLocalRandom.current().nextLong(spread));
    }

    /** Blanks are legal around JSON and XML, so only its size is wrong with it. */
    private static Buffer oversized(Buffer body) {
        byte[] blanks = new byte[OVERSIZED_BYTES];
        Arrays.fill(blanks, (byte) ' ');
        return body.copy().appendBytes(blanks);
    }
}
