package io.fleetstop.pacing;

import java.time.Duration;

class MemoryPaceTest extends SharedPaceContract {
    private long nanos;

    @Override
    protected SharedPace fresh() {
        return new MemoryPace(RATE, () -> nanos);
    }

    @Override
    protected void pass(Duration time) {
        nanos += time.toNanos();
    }
}
