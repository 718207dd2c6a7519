package io.fleetstop.pacing.simulation;

/** A little more each second, a third less for each refusal: the classic, for each replica apart. */
final class Aimd extends OwnRate {
    private static final double INITIAL = 40;
    private static final double MORE_PER_SECOND = 5;
    private static final double LESS = 0.7;
    /** Refusals of one moment count once. */
    private static final double MOMENT = 0.3;

    private double rate = INITIAL;
    private double changedAt;

    Aimd(Run run, Run.Replica replica) {
        super(run, replica);
        changedAt = run.time.seconds();
    }

    @Override
    double rate() {
        return rate + (run.time.seconds() - changedAt) * MORE_PER_SECOND;
    }

    @Override
    void passed() {}

    @Override
    void refused() {
        if (run.time.seconds() - changedAt > MOMENT) {
            rate = Math.max(0.5, rate() * LESS);
            changedAt = run.time.seconds();
        }
    }
}
