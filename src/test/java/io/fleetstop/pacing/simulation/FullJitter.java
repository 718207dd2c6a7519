package io.fleetstop.pacing.simulation;

/** What most software does: as many calls at once as there are slots, and a random wait that doubles for each that is refused. */
final class FullJitter implements Controller {
    /** Calls in flight at once and replica. */
    static final int SLOTS = 32;

    private static final double BASE = 0.1;
    private static final double CAP = 5;

    private final Run run;

    FullJitter(Run run) {
        this.run = run;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public int sent() {
        return 0;
    }

    @Override
    public double answered(int token, boolean passed, double hint, double took, int tries) {
        return passed ? 0 : Math.max(hint, run.random.nextDouble() * Math.min(CAP, BASE * (1L << Math.min(tries, 20))));
    }
}
