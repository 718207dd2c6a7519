package io.fleetstop.pacing;

/** The share of refused calls among those of the last minute or so: a call counts less the older it is. */
public final class Share {
    private static final double FADES_IN_NANOS = 60e9;

    private double calls;
    private double refused;
    private long countedAt;

    /** @param now nanoseconds of a clock that only runs forward */
    public Share(long now) {
        countedAt = now;
    }

    public void count(boolean wasRefused, long now) {
        double fading = Math.exp((countedAt - now) / FADES_IN_NANOS);
        calls = calls * fading + 1;
        refused = refused * fading + (wasRefused ? 1 : 0);
        countedAt = now;
    }

    /** From 0 to 1; 0 before the first call. */
    public double get() {
        return calls == 0 ? 0 : refused / calls;
    }
}
