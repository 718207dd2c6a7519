package io.fleetstop.dispatch;

import io.fleetstop.dispatch.Step.Force;
import io.fleetstop.dispatch.Step.Hold;
import io.fleetstop.dispatch.Step.Look;
import io.fleetstop.dispatch.Step.Probe;
import io.fleetstop.dispatch.Step.Send;
import io.fleetstop.dispatch.Step.Settle;
import io.fleetstop.job.OperationState;
import io.fleetstop.pacing.Backoff;
import io.fleetstop.provider.InstanceFault;
import io.fleetstop.provider.StatesAnswer.Seen;
import io.fleetstop.provider.StopAnswer;
import java.time.Duration;
import java.util.random.RandomGenerator;

import static java.time.Duration.ZERO;

/** Judges what an operation met: its next step, and no effect. The operation has taken note of the news before. */
final class Verdict {
    /** Calls without a clear answer: with the waits below, about half a minute of a region that does not answer. */
    static final int MOST_UNCLEAR = 8;
    /** An account that takes nothing is called once in two seconds: 10 minutes for a single operation, longer for each of many. */
    static final int MOST_THROTTLES = 300;
    /** With the wait below 5 minutes, which is what the vendor's Terraform provider gives a starting instance. */
    static final int MOST_CONFLICTS = 60;
    /** A state read may be older than the refusal; one that stays is the cloud's last word. */
    static final int MOST_REFUSED_RUNNING = 3;
    /** An instance that was just made may take a moment to be listed; with the waits of unclear calls, several seconds. */
    static final int MOST_UNLISTED = 5;

    static final Duration CONFLICT_WAIT = Duration.ofSeconds(5);
    /** A stop takes seconds to minutes; the vendor advises a read each 1 to 2 s. */
    static final Duration POLL = Duration.ofSeconds(2);

    private final Backoff unclear;
    private final Backoff reads;

    Verdict(RandomGenerator random) {
        unclear = new Backoff(Duration.ofMillis(300), Duration.ofSeconds(30), random);
        reads = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30), random);
    }

    /** After a call. */
    Step afterCall(Operation operation) {
        StopAnswer answer = operation.last();
        if (operation.isProbing()) {
            return afterProbe(operation, answer);
        }
        return switch (answer.kind()) {
            case ACCEPTED -> operation.job.waits() ? new Look(POLL) : Settle.success(OperationState.Accepted, false);
            case CHECK_PASSED -> Settle.success(OperationState.Accepted, false);
            case THROTTLED -> operation.throttles() < MOST_THROTTLES ? new Send(ZERO) : Settle.failed(answer);
            case UNSENT -> unclear(operation, new Send(unclear.afterTry(operation.unclear())));
            case UNKNOWN -> unclear(operation, readFirst(operation));
            case CONFLICT -> new Look(ZERO);
            case BUSY -> operation.conflicts() < MOST_CONFLICTS ? new Send(CONFLICT_WAIT) : Settle.failed(answer);
            case DENIED -> operation.isDeniedAlone() ? Settle.failed(answer) : new Hold();
            case UNDIVIDED -> new Send(ZERO);
            case REFUSED -> Settle.failed(answer);
        };
    }

    /** After a check that asked whether an instance exists which no read lists. Only a clear refusal says something of it. */
    private Step afterProbe(Operation operation, StopAnswer answer) {
        return switch (answer.kind()) {
            case REFUSED -> Settle.failed(answer);
            case ACCEPTED, CHECK_PASSED, CONFLICT, BUSY, UNDIVIDED ->
                unknown("The cloud does not show the state of the instance.");
            case THROTTLED -> operation.throttles() < MOST_THROTTLES ? new Probe(ZERO) : Settle.failed(answer);
            case UNSENT, UNKNOWN -> unclear(operation, new Probe(unclear.afterTry(operation.unclear())));
            case DENIED -> operation.isDeniedAlone() ? Settle.failed(answer) : new Hold();
        };
    }

    /**
     * After a read of states.
     *
     * @param seen null when the instance was not listed
     */
    Step afterRead(Operation operation, Seen seen, long now) {
        if (seen == null) {
            return unlisted(operation);
        }
        return switch (seen.state()) {
            case STOPPED -> Settle.success(OperationState.Stopped, !operation.mayHaveBeenStopped());
            case STOPPING -> stopping(operation, now);
            case RUNNING -> running(operation);
            case CHANGING -> changing(operation);
            case LOST -> invalidStatus();
        };
    }

    /** After a read that gave nothing. */
    Step afterFailedRead(Operation operation, Duration hint) {
        return new Look(reads.afterTry(operation.failedReads(), hint));
    }

    /** When nothing more may be sent of an operation that is not under way. */
    static Settle halted(Operation operation, Halt halt) {
        if (halt == Halt.EXPIRED) {
            return expired(operation);
        }
        if (operation.isInDoubt()) {
            return unknown("Whether the instance was stopped could not be found out.");
        }
        return halt == Halt.CANCELLED
                ? Settle.cancelled()
                : Settle.skipped("MaxErrorsExceeded", "More operations of the job have failed than it allows.");
    }

    /** When an operation that is not under way must not be sent. Skipped and no failure, since nothing went wrong: no brake counts it. */
    static Settle barred(Operation operation, String code, String message) {
        return operation.isInDoubt()
                ? unknown("Whether the instance was stopped could not be found out. " + message)
                : Settle.skipped(code, message);
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
                ? unknown("Whether the instance was stopped could not be found out before the deadline.")
                : Settle.skipped("DeadlineExceeded", "The deadline passed before the stop could be sent.");
    }

    private static boolean saysSomethingOfTheInstance(StopAnswer.Kind kind) {
        return switch (kind) {
            case THROTTLED, UNSENT, UNDIVIDED -> false;
            case ACCEPTED, CHECK_PASSED, UNKNOWN, CONFLICT, BUSY, REFUSED, DENIED -> true;
        };
    }

    private static Step stopping(Operation operation, long now) {
        if (!operation.job.waits()) {
            return Settle.success(OperationState.Accepted, !operation.mayHaveBeenStopped());
        }
        return operation.isDueForForce(now) ? new Force() : new Look(POLL);
    }

    /**
     * It runs. Where our stop is known to have been taken, either the read is old or somebody has started it again. Where a call may have
     * been lost, it may also be that the call worked and somebody has started it since; in doubt it is left alone.
     */
    private static Step running(Operation operation) {
        if (operation.isUnderWay()) {
            return operation.wasStartedAgain() ? restarted() : new Look(POLL);
        }
        if (operation.mayHaveBeenStartedAgain()) {
            return restarted();
        }
        if (operation.refusedRunning() >= MOST_REFUSED_RUNNING) {
            return invalidStatus();
        }
        return new Send(operation.refusedRunning() > 1 ? CONFLICT_WAIT : ZERO);
    }

    /** It takes no stop now. One of ours that was under way is, so to speak, over: somebody starts the instance again. */
    private static Step changing(Operation operation) {
        if (operation.isUnderWay()) {
            return new Look(POLL);
        }
        return operation.conflicts() < MOST_CONFLICTS ? new Look(CONFLICT_WAIT) : invalidStatus();
    }

    private static Step unclear(Operation operation, Step retry) {
        return operation.unclear() < MOST_UNCLEAR ? retry : Settle.failed(operation.last());
    }

    /** A check changes nothing, so it may be repeated as it is. */
    private Step readFirst(Operation operation) {
        Duration wait = unclear.afterTry(operation.unclear());
        return operation.job.isDryRun() ? new Send(wait) : new Look(wait);
    }

    /** Not listed is not gone, and not running either: nothing is sent that could stop an instance which we cannot see. */
    private Step unlisted(Operation operation) {
        if (operation.isUnderWay()) {
            return new Look(POLL);
        }
        if (operation.unlisted() < MOST_UNLISTED) {
            return new Look(unclear.afterTry(operation.unlisted()));
        }
        return operation.conflicts() > 0 ? invalidStatus() : new Probe(ZERO);
    }

    private static Settle restarted() {
        return Settle.skipped(
                "RestartedSince",
                "The instance was started after this job had first called for it; it is not stopped a second time.");
    }

    private static Settle unknown(String why) {
        return Settle.failed("OutcomeUnknown", why);
    }

    private static Settle invalidStatus() {
        return Settle.failed(InstanceFault.INSTANCE_STATUS.code(), InstanceFault.INSTANCE_STATUS.message());
    }
}
