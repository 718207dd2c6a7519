package io.fleetstop.dispatch;

import java.time.Duration;
import java.util.concurrent.Executor;

/** The one thread the engine runs on, and the only time it knows: elapsed, never of day. A test brings its own and turns the time itself. */
interface Loop extends Executor {

    /** Of this process only; differences mean something, values do not. */
    long nanos();

    void after(Duration delay, Runnable task);
}
