package io.fleetstop.dispatch;

import io.fleetstop.job.OperationState;
import io.fleetstop.job.Outcome;
import io.fleetstop.provider.StatesAnswer.State;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.StopOrder;

/** One instance of a leased job on its way to an outcome, and what it met so far. */
final class Operation {
    final LeasedJob job;
    final int ordinal;
    final String instanceId;

    private int attempts;
    private int unclear;
    private int throttles;
    private int conflicts;
    private int refusedRunning;
    private int unlisted;
    private int failedReads;
    private boolean mayHaveBeenStopped;
    private boolean underWay;
    private long underWaySince;
    private boolean interimTold;
    private boolean forcing;
    private boolean forced;
    private StopAnswer last;
    private State seen;

    /** @param mayHaveBeenStopped an earlier holder of the job may have called for it */
    Operation(LeasedJob job, int ordinal, String instanceId, boolean mayHaveBeenStopped) {
        this.job = job;
        this.ordinal = ordinal;
        this.instanceId = instanceId;
        this.mayHaveBeenStopped = mayHaveBeenStopped;
    }

    /** Takes note of what a call came to. */
    void heard(StopAnswer answer, long now) {
        last = answer;
        seen = null;
        unlisted = 0;
        failedReads = 0;
        if (answer.kind() != Kind.THROTTLED) {
            attempts++;
        }
        // A forced stop that may not have arrived is still owed.
        forced |= forcing
                && answer.kind() != Kind.THROTTLED
                && answer.kind() != Kind.UNSENT
                && answer.kind() != Kind.UNKNOWN;
        switch (answer.kind()) {
            case ACCEPTED -> wasAccepted(now);
            case THROTTLED -> throttles++;
            case UNSENT -> unclear++;
            case UNKNOWN -> {
                unclear++;
                mayHaveBeenStopped = true;
            }
            case CONFLICT, BUSY -> conflicts++;
            case CHECK_PASSED, REFUSED, DENIED -> {}
        }
    }

    private void wasAccepted(long now) {
        mayHaveBeenStopped = true;
        getsUnderWay(now);
    }

    /** An earlier holder was told that the cloud took the stop, and has recorded it. */
    void wasAcceptedBefore(long now) {
        wasAccepted(now);
        interimTold = true;
    }

    /** The wait for force runs from the first sign. */
    private void getsUnderWay(long now) {
        underWaySince = underWay ? underWaySince : now;
        underWay = true;
    }

    /**
     * Takes note of what a read of states showed.
     *
     * @param state null when the instance was not listed
     */
    void saw(State state, long now) {
        seen = state;
        failedReads = 0;
        unlisted = state == null ? unlisted + 1 : 0;
        if (state == State.CHANGING) {
            conflicts++;
        }
        if (state == State.RUNNING && last != null && last.kind() == Kind.CONFLICT) {
            refusedRunning++;
        }
        if (state == State.STOPPING) {
            getsUnderWay(now);
        }
    }

    void readFailed() {
        failedReads++;
    }

    void force() {
        forcing = true;
    }

    StopOrder order() {
        return job.order(instanceId, forcing);
    }

    /** Calls whose answer said nothing clear. */
    int unclear() {
        return unclear;
    }

    /** Calls refused for the rate; they say nothing about the instance. */
    int throttles() {
        return throttles;
    }

    /** Times that the instance took no stop for now. */
    int conflicts() {
        return conflicts;
    }

    /** Times that the cloud refused a stop for the state, and then showed a state in which it should take one. */
    int refusedRunning() {
        return refusedRunning;
    }

    /** Reads in a row that did not list the instance. */
    int unlisted() {
        return unlisted;
    }

    int failedReads() {
        return failedReads;
    }

    /** A call of this job may have stopped the instance, even where no answer said so. */
    boolean mayHaveBeenStopped() {
        return mayHaveBeenStopped;
    }

    /** Nobody can tell whether a call stopped the instance. */
    boolean isInDoubt() {
        return mayHaveBeenStopped && seen == null;
    }

    /** The stop was taken, or the instance was seen stopping: nothing is left but to wait for its end. */
    boolean isUnderWay() {
        return underWay;
    }

    /** The job's patience with a graceful stop has run out, and no force was taken yet. */
    boolean isDueForForce(long now) {
        return underWay && !forced && job.forcesAfter(now - underWaySince);
    }

    /** The latest call's answer, null before the first. */
    StopAnswer last() {
        return last;
    }

    Outcome outcome(Step.Settle settle) {
        boolean faulty = settle.code() != null && last != null;
        return new Outcome(
                job.id(),
                job.epoch(),
                ordinal,
                settle.state(),
                settle.alreadyStopped(),
                attempts,
                settle.code(),
                settle.message(),
                faulty ? last.providerCode() : null,
                faulty ? last.providerMessage() : null,
                last == null ? null : last.providerRequestId());
    }

    /** The stop is under way, the job waits for more, and the record does not say so yet. */
    boolean owesInterim() {
        return underWay && !interimTold && job.waits();
    }

    /** That the stop is under way, while the job goes on waiting for more. */
    Outcome interim() {
        interimTold = true;
        return outcome(Step.Settle.success(OperationState.Accepted, !mayHaveBeenStopped));
    }
}
