package io.fleetstop.dispatch;

import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.concurrent.Executor;

/** The one thread the engine runs on, and the only time it knows: elapsed, never of day. A test brings its own and turns the time itself. */
interface Loop extends Executor {

    /** Of this process only; differences mean something, values do not. */
    long nanos();

    void after(Duration delay, Runnable task);

    /** The end of the work, told on this loop; a {@link TimeoutException} when it takes too long, and what comes later is thrown away. */
    default <T> Uni<T> within(Duration limit, Uni<T> work) {
        return Uni.createFrom().emitter(emitter -> {
            Cancellable running = work.emitOn(this).subscribe().with(emitter::complete, emitter::fail);
            after(limit, () -> {
                emitter.fail(new TimeoutException());
                running.cancel();
            });
        });
    }
}
