package io.fleetstop.simulator.fleet;

/**
 * Where an instance is on its way, worked out from the time that passed. No timer runs, so ten thousand instances cost nothing and a
 * test need not wait: it moves the time.
 *
 * <p>All times are nanoseconds of one running clock. Not safe for use by several threads.
 */
final class LifeCycle {
    static final long PENDING_NANOS = 2_000_000_000L;
    /** From Pending to Running. */
    static final long STARTING_NANOS = 5_000_000_000L;

    private final long stoppingNanos;
    private Status reached;
    private long since;
    /** A way that is half gone at the beginning goes on when somebody first looks: else it would be over before the first job. */
    private boolean moving;

    private boolean stuck;

    LifeCycle(Status first, long stoppingNanos) {
        this.reached = first;
        this.stoppingNanos = stoppingNanos;
    }

    /** Sets a way that is half gone at the beginning in motion. */
    void lookedAt(long now) {
        if (!moving) {
            since = now;
            moving = true;
        }
    }

    Status at(long now) {
        long elapsed = moving ? now - since : 0;
        return switch (reached) {
            case PENDING, STARTING -> starting(elapsed);
            case STOPPING -> !stuck && elapsed >= stoppingNanos ? Status.STOPPED : Status.STOPPING;
            case RUNNING -> Status.RUNNING;
            case STOPPED -> Status.STOPPED;
        };
    }

    /** @param sticks whether it stays Stopping for good */
    void stop(long now, boolean sticks) {
        moveTo(Status.STOPPING, now);
        stuck = sticks;
    }

    /** Whether only another stop gets it any further. */
    boolean isStuck() {
        return stuck;
    }

    void run(long now) {
        moveTo(Status.RUNNING, now);
        stuck = false;
    }

    private void moveTo(Status next, long now) {
        reached = next;
        since = now;
        moving = true;
    }

    private static Status starting(long elapsed) {
        if (elapsed < PENDING_NANOS) {
            return Status.PENDING;
        }
        return elapsed < STARTING_NANOS ? Status.STARTING : Status.RUNNING;
    }
}
