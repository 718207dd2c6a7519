package io.fleetstop.pacing.simulation;

/** Sends at a rate of its own, which each replica learns by itself. */
abstract class OwnRate implements Controller {
    final Run run;
    private final Run.Replica replica;
    private double nextAt;
    private double armedFor = -1;

    OwnRate(Run run, Run.Replica replica) {
        this.run = run;
        this.replica = replica;
        this.nextAt = run.time.seconds();
    }

    /** Calls per second by now. */
    abstract double rate();

    abstract void passed();

    abstract void refused();

    @Override
    public final boolean isOpen() {
        return run.time.seconds() >= nextAt;
    }

    @Override
    public final int sent() {
        nextAt = Math.max(run.time.seconds(), nextAt) + 1 / rate();
        return 0;
    }

    @Override
    public final double answered(int token, boolean passed, double hint, double took, int tries) {
        if (passed) {
            passed();
            return 0;
        }
        refused();
        return Math.max(hint, pause(tries));
    }

    /** Seconds that a refused call waits before it queues again. */
    double pause(int tries) {
        return 0;
    }

    @Override
    public final void turn() {
        if (armedFor != nextAt && replica.waiting() > 0 && replica.room() > 0) {
            armedFor = nextAt;
            // A nanosecond late, for seconds are rounded.
            run.time.after(nextAt - run.time.seconds() + 1e-8, replica::pump);
        }
    }
}
