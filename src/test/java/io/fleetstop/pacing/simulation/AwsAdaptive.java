package io.fleetstop.pacing.simulation;

/**
 * The adaptive retry mode of the AWS SDKs, as far as it decides the rate: unlimited until the first refusal, then along a cubic curve
 * from the rate of the last one, never above twice the rate measured, for each client apart; refused calls wait besides.
 */
final class AwsAdaptive extends OwnRate {
    private static final double BETA = 0.7;
    private static final double SCALE = 0.4;
    private static final double SLOWEST = 0.5;
    private static final double UNLIMITED = 10_000;
    private static final double MEASURED_OVER = 0.5;
    private static final double SMOOTHING = 0.8;
    private static final double LONGEST_PAUSE = 20;

    private double rate = UNLIMITED;
    private double lastMost;
    private double window;
    private double throttledAt;
    private double measured;
    private double measuredAt;
    private int answers;
    private boolean limited;

    AwsAdaptive(Run run, Run.Replica replica) {
        super(run, replica);
        measuredAt = run.time.seconds();
    }

    @Override
    double rate() {
        return rate;
    }

    @Override
    void passed() {
        measure();
        if (limited) {
            double since = run.time.seconds() - throttledAt - window;
            bound(SCALE * since * since * since + lastMost);
        }
    }

    @Override
    void refused() {
        measure();
        lastMost = limited ? Math.min(rate, measured) : measured;
        window = StrictMath.cbrt(lastMost * (1 - BETA) / SCALE);
        throttledAt = run.time.seconds();
        limited = true;
        bound(lastMost * BETA);
    }

    @Override
    double pause(int tries) {
        return run.random.nextDouble() * Math.min(LONGEST_PAUSE, 1 << Math.min(tries - 1, 10));
    }

    private void bound(double wanted) {
        rate = Math.max(SLOWEST, Math.min(wanted, 2 * measured));
    }

    private void measure() {
        answers++;
        double bucket = Math.floor(run.time.seconds() / MEASURED_OVER) * MEASURED_OVER;
        if (bucket > measuredAt) {
            double now = answers / (bucket - measuredAt);
            measured = SMOOTHING * now + (1 - SMOOTHING) * measured;
            answers = 0;
            measuredAt = bucket;
        }
    }
}
