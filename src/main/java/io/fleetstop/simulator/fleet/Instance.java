package io.fleetstop.simulator.fleet;

import java.time.Instant;
import java.util.function.LongSupplier;

/** One simulated instance. Safe for use by several threads: a test looks at it while the server stops it. */
public final class Instance {
    private static final String NOT_STOPPED = "Not-applicable";

    private final String id;
    private final Scenario scenario;
    private final LifeCycle lifeCycle;
    private final LongSupplier nanoTime;
    private Instant startedAt;
    private String stoppedMode = NOT_STOPPED;
    private int refusalsLeft;
    private int stopCalls;
    private int stopsTaken;

    Instance(String id, Scenario scenario, long stoppingNanos, Instant startedAt, LongSupplier nanoTime) {
        this.id = id;
        this.scenario = scenario;
        this.lifeCycle = new LifeCycle(scenario.firstStatus(), stoppingNanos);
        this.nanoTime = nanoTime;
        this.startedAt = startedAt;
        this.refusalsLeft = scenario.refusals();
        if (scenario == Scenario.ALREADY_STOPPED || scenario == Scenario.ALREADY_STOPPING) {
            stoppedMode = "KeepCharging";
        }
    }

    public String id() {
        return id;
    }

    public Scenario scenario() {
        return scenario;
    }

    /** What it is now, told without the side effects of a call. */
    public synchronized Status status() {
        return lifeCycle.at(nanoTime.getAsLong());
    }

    /** To be told of every call that names the instance: an instance that is starting or stopping at first goes on from there. */
    public synchronized void lookedAt() {
        lifeCycle.lookedAt(nanoTime.getAsLong());
    }

    public synchronized void countStopCall() {
        stopCalls++;
    }

    /** Whether this call is one of those that fail before the instance behaves. Uses one of them up. */
    public synchronized boolean refusesOnceMore() {
        if (refusalsLeft == 0) {
            return false;
        }
        refusalsLeft--;
        return true;
    }

    /**
     * Stops it if its status allows.
     *
     * @return whether anything changed
     */
    public synchronized boolean stop(boolean force, String mode) {
        if (!canStop(force)) {
            return false;
        }
        lifeCycle.stop(nanoTime.getAsLong(), scenario == Scenario.HANGS_IN_STOPPING && !force);
        stoppedMode = mode;
        stopsTaken++;
        return true;
    }

    /** A running instance can be stopped, and a hanging one by force. */
    public synchronized boolean canStop(boolean force) {
        return status() == Status.RUNNING || force && lifeCycle.isStuck();
    }

    /** Somebody else starts it again: it runs, as of {@code when}. */
    public synchronized void startAgain(Instant when) {
        lifeCycle.run(nanoTime.getAsLong());
        stoppedMode = NOT_STOPPED;
        startedAt = when;
    }

    public synchronized Instant startedAt() {
        return startedAt;
    }

    /** {@code Not-applicable} unless stopping or stopped. */
    public synchronized String stoppedMode() {
        return stoppedMode;
    }

    /** Stop calls that named it, with or without effect. A call that was throttled or lost on the way in never named anything. */
    public synchronized int stopCalls() {
        return stopCalls;
    }

    /** Stop calls that stopped something. */
    public synchronized int stopsTaken() {
        return stopsTaken;
    }
}
