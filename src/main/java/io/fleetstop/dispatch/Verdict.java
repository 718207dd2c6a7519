package io.fleetstop.dispatch;

import io.fleetstop.dispatch.Step.Force;
import io.fleetstop.dispatch.Step.Look;
import io.fleetstop.dispatch.Step.Send;
import io.fleetstop.dispatch.Step.Settle;
import io.fleetstop.job.OperationState;
import io.fleetstop.pacing.Backoff;
import io.fleetstop.provider.InstanceFault;
import io.fleetstop.provider.StatesAnswer.State;
import io.fleetstop.provider.StopAnswer;
import java.time.Duration;
import java.util.random.RandomGenerator;

import static java.time.Duration.ZERO;

/** Judges what an operation met: its next step, and no effect. The operation has taken note of the news before. */
final class Verdict {
    /** Calls without a clear answer. The clouds' own clients stop at 3 to 8. */
    static final int MOST_UNCLEAR = 5;
    /** With waits of up to 30 s each, some 10 minutes in which the account took none of them. */
    static final int MOST_THROTTLES = 50;
    /** With the wait below 5 minutes, which is what the vendor's Terraform provider gives a starting instance. */
    static final int MOST_CONFLICTS = 60;
    /** A state read may be older than the refusal; one that stays is the cloud's last word. */
    static final int MOST_REFUSED_RUNNING = 3;
    /** An instance that was just made may take a moment to be listed. */
    static final int MOST_UNLISTED = 3;

    static final Duration CONFLICT_WAIT = Duration.ofSeconds(5);
    /** A stop takes seconds to minutes; the vendor advises a read each 1 to 2 s. */
    static final Duration POLL = Duration.ofSeconds(2);

    private final Backoff unclear;
    private final Backoff throttled;

    Verdict(RandomGenerator random) {
        unclear = new Backoff(Duration.ofMillis(300), Duration.ofSeconds(10), random);
        throttled = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), random);
    }

    /** After a call. */
    Step afterCall(Operation operation) {
        StopAnswer answer = operation.last();
        return switch (answer.kind()) {
            case ACCEPTED -> operation.job.waits() ? new Look(POLL) : Settle.success(OperationState.Accepted, false);
            case CHECK_PASSED -> Settle.success(OperationState.Accepted, false);
            case THROTTLED ->
                operation.throttles() < MOST_THROTTLES
                        ? new Send(throttled.afterTry(operation.throttles(), answer.retryAfter()))
                        : Settle.failed(answer);
            case UNSENT -> unclear(operation, new Send(unclear.afterTry(operation.unclear())));
            case UNKNOWN -> unclear(operation, readFirst(operation));
            case CONFLICT -> new Look(ZERO);
            case BUSY -> operation.conflicts() < MOST_CONFLICTS ? new Send(CONFLICT_WAIT) : Settle.failed(answer);
            case REFUSED, DENIED -> Settle.failed(answer);
        };
    }

    /**
     * After a read of states.
     *
     * @param state null when the instance was not listed
     */
    Step afterRead(Operation operation, State state, long now) {
        if (state == null) {
            return unlisted(operation);
        }
        return switch (state) {
            case STOPPED -> Settle.success(OperationState.Stopped, !operation.mayHaveBeenStopped());
            case STOPPING -> stopping(operation, now);
            case RUNNING -> operation.isUnderWay() ? new Look(POLL) : sendAgain(operation);
            case CHANGING -> operation.conflicts() < MOST_CONFLICTS ? new Look(CONFLICT_WAIT) : invalidStatus();
            case LOST -> invalidStatus();
        };
    }

    /** After a read that gave nothing. */
    Step afterFailedRead(Operation operation, Duration hint) {
        return new Look(throttled.afterTry(operation.failedReads(), hint));
    }

    /** When time is up. Skipped is only what surely was not stopped by us. */
    static Settle expired(Operation operation) {
        if (operation.isUnderWay()) {
            return Settle.failed(
                    "DeadlineExceeded",
                    "The stop is under way, but the instance was not seen stopped before the deadline.");
        }
        if (operation.last() != null
                && saysSomethingOfTheInstance(operation.last().kind())) {
            return Settle.failed(operation.last());
        }
        return operation.isInDoubt()
                ? Settle.failed(
                        "OutcomeUnknown",
                        "Whether the instance was stopped could not be found out before the deadline.")
                : Settle.skipped("DeadlineExceeded", "The deadline passed before the stop could be sent.");
    }

    private static boolean saysSomethingOfTheInstance(StopAnswer.Kind kind) {
        return switch (kind) {
            case THROTTLED, UNSENT -> false;
            case ACCEPTED, CHECK_PASSED, UNKNOWN, CONFLICT, BUSY, REFUSED, DENIED -> true;
        };
    }

    /** When the job has had more failures than it allows. */
    static Settle braked() {
        return Settle.skipped("MaxErrorsExceeded", "More operations of the job have failed than it allows.");
    }

    private static Step stopping(Operation operation, long now) {
        if (!operation.job.waits()) {
            return Settle.success(OperationState.Accepted, !operation.mayHaveBeenStopped());
        }
        return operation.isDueForForce(now) ? new Force() : new Look(POLL);
    }

    private static Step unclear(Operation operation, Step retry) {
        return operation.unclear() < MOST_UNCLEAR ? retry : Settle.failed(operation.last());
    }

    /** A check changes nothing, so it may be repeated as it is. */
    private Step readFirst(Operation operation) {
        Duration wait = unclear.afterTry(operation.unclear());
        return operation.job.isDryRun() ? new Send(wait) : new Look(wait);
    }

    private static Step sendAgain(Operation operation) {
        if (operation.refusedRunning() >= MOST_REFUSED_RUNNING) {
            return invalidStatus();
        }
        return new Send(operation.refusedRunning() > 1 ? CONFLICT_WAIT : ZERO);
    }

    /** Not listed is not gone: in the end only the answer to a call tells, and for an instance that is not there it is harmless. */
    private Step unlisted(Operation operation) {
        if (operation.isUnderWay()) {
            return new Look(POLL);
        }
        if (operation.unlisted() < MOST_UNLISTED) {
            return new Look(unclear.afterTry(operation.unlisted()));
        }
        return operation.conflicts() > 0 ? invalidStatus() : new Send(ZERO);
    }

    private static Step invalidStatus() {
        return Settle.failed(InstanceFault.INSTANCE_STATUS.code(), InstanceFault.INSTANCE_STATUS.message());
    }
}
