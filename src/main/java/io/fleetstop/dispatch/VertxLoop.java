package io.fleetstop.dispatch;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;

/** An event loop of Vert.x. */
final class VertxLoop implements Loop {
    private final Vertx vertx;
    private final Context context;

    VertxLoop(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    @Override
    public void execute(Runnable task) {
        context.runOnContext(nothing -> task.run());
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public void after(Duration delay, Runnable task) {
        // A timer belongs to the context it was set from. Whole milliseconds, rounded up: one that comes early is
        // wrong.
        execute(() -> vertx.setTimer(delay.plusNanos(999_999).toMillis() + 1, id -> task.run()));
    }
}
