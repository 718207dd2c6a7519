package io.fleetstop.dispatch;

import io.fleetstop.job.OperationState;
import io.fleetstop.job.Outcome;
import io.fleetstop.job.Standing;
import io.fleetstop.job.Tally;
import io.fleetstop.provider.StatesAnswer.Seen;
import io.fleetstop.provider.StatesAnswer.Start;
import io.fleetstop.provider.StatesAnswer.State;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.fleetstop.provider.StopAnswers;
import java.time.Instant;

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
    /** Database time of the first call that may have stopped the instance; null while there is none. */
    private Instant doubtSince;

    private boolean inDoubt;
    private boolean underWay;
    private long underWaySince;
    private final Denials denials = new Denials();
    private boolean alone;
    private boolean probing;
    private boolean forcing;
    private boolean forced;
    private StopAnswer last;
    private Seen seen;
    private long seenAt;
    private Told told = Told.NOTHING;

    Operation(LeasedJob job, int ordinal, String instanceId) {
        this.job = job;
        this.ordinal = ordinal;
        this.instanceId = instanceId;
    }

    /**
     * Goes on where an earlier holder of the job stopped.
     *
     * @param standing what it recorded, null when nothing
     * @param callsSince since when it may have made calls that it did not record; null when it surely made none
     */
    void takeOver(Standing standing, Instant callsSince, long now) {
        Tally tally = standing == null ? Tally.NOTHING : standing.tally();
        attempts = standing == null ? 0 : standing.attempts();
        boolean accepted = standing != null && standing.state() == OperationState.Accepted;
        told = new Told(accepted, attempts, tally.doubtSince() != null);
        unclear = tally.unclear();
        conflicts = tally.conflicts();
        doubtSince = tally.doubtSince() == null ? callsSince : tally.doubtSince();
        inDoubt = doubtSince != null;
        if (accepted) {
            doubtSince = doubtSince == null ? standing.since() : doubtSince;
            getsUnderWay(Math.min(now, job.moment(standing.since())));
        }
    }

    /**
     * Takes note of what a call came to.
     *
     * @param answers to the whole call
     * @param circuit knows whether other instances fare better
     */
    void heard(StopAnswers answers, long sentAt, Circuit circuit, long now) {
        StopAnswer answer = answers.of(instanceId);
        last = answer;
        seen = null;
        unlisted = 0;
        failedReads = 0;
        if (answer.kind() != Kind.THROTTLED) {
            attempts++;
        }
        // A forced stop that may not have arrived is still owed.
        forced |= forcing && !probing && answer.kind().isJudgement();
        switch (answer.kind()) {
            case ACCEPTED -> {
                doubtSinceACall(sentAt);
                inDoubt = false;
                getsUnderWay(now);
            }
            case THROTTLED -> throttles++;
            case UNSENT -> unclear++;
            case UNKNOWN -> {
                unclear++;
                doubtSinceACall(sentAt);
            }
            case CONFLICT, BUSY -> conflicts++;
            case UNDIVIDED -> alone = true;
            case DENIED -> {
                // In a call of its own it shows whether the refusal is about it or about the account.
                alone = true;
                denials.add(answers, sentAt, circuit, now);
            }
            case CHECK_PASSED, REFUSED -> {}
        }
    }

    private void doubtSinceACall(long sentAt) {
        if (!probing && !job.isDryRun()) {
            doubtSince = doubtSince == null ? job.databaseTime(sentAt) : doubtSince;
            inDoubt = true;
        }
    }

    /** The wait for force runs from the first sign. */
    private void getsUnderWay(long since) {
        if (!underWay) {
            underWay = true;
            underWaySince = since;
            job.gotUnderWay();
        }
    }

    /** Takes note of what a read showed, null when the instance was not listed; as of the moment it was asked, for news may come late. */
    void saw(Seen news, long now) {
        seen = news;
        seenAt = now;
        failedReads = 0;
        unlisted = news == null ? unlisted + 1 : 0;
        if (news == null) {
            return;
        }
        inDoubt = false;
        conflicts += news.state() == State.CHANGING ? 1 : 0;
        refusedRunning += news.state() == State.RUNNING && last != null && last.kind() == Kind.CONFLICT ? 1 : 0;
        if (news.state() == State.STOPPING) {
            getsUnderWay(now);
        }
    }

    void readFailed() {
        failedReads++;
    }

    void force() {
        forcing = true;
    }

    /** From now on the instance is only asked about, with checks. */
    void probe() {
        probing = true;
    }

    boolean isProbing() {
        return probing;
    }

    boolean isForcing() {
        return forcing;
    }

    /** It takes a call of its own. */
    boolean goesAlone() {
        return alone || probing;
    }

    int attempts() {
        return attempts;
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

    /** The account was refused for this instance while it was allowed to stop others: the refusal is about the instance. */
    boolean isDeniedAlone() {
        return denials.areAlone();
    }

    /** A call of this job may have stopped the instance at some time, even where no answer said so. */
    boolean mayHaveBeenStopped() {
        return doubtSince != null;
    }

    /** Nobody can tell right now whether a call has stopped the instance. */
    boolean isInDoubt() {
        return inDoubt;
    }

    /** The stop was taken, or the instance was seen stopping: nothing is left but to wait for its end. */
    boolean isUnderWay() {
        return underWay;
    }

    /** It was seen running, and somebody may have started it after our first call: then that call has done its work already. */
    boolean mayHaveBeenStartedAgain() {
        Start start = seen.start();
        return doubtSince != null && start != null && start.latest().isAfter(doubtSince);
    }

    /** It was seen running, and was surely started after our first call. */
    boolean wasStartedAgain() {
        Start start = seen.start();
        return doubtSince != null && start != null && start.earliest().isAfter(doubtSince);
    }

    /** The job's patience with a graceful stop has run out, and no force was taken yet. */
    boolean isDueForForce(long now) {
        return underWay && !forced && job.halt(now) == null && job.forcesAfter(now - underWaySince);
    }

    /** A forced stop rests on having seen the instance go down; since then somebody may have started it again. */
    boolean isToBeSeenAgain(long now) {
        return forcing && !probing && now - seenAt > Verdict.POLL.toNanos();
    }

    /** The latest call's answer, null before the first. */
    StopAnswer last() {
        return last;
    }

    Outcome outcome(Step.Settle settle) {
        if (underWay) {
            job.underWayIsOver();
        }
        boolean faulty = settle.code() != null;
        return outcome(settle.state(), settle.alreadyStopped(), settle.code(), settle.message(), faulty, null);
    }

    /**
     * Whether the record lags behind: a stop that is under way while the job waits for more, or calls, one's own and those of holders
     * before, that a next holder should know of.
     */
    boolean hasNews() {
        return underWay ? !told.underWay() && job.waits() : told.lacks(attempts, mayHaveBeenStopped());
    }

    /** How far it is, while the job goes on. */
    Outcome news() {
        told = new Told(told.underWay() || underWay, attempts, mayHaveBeenStopped());
        var tally = new Tally(unclear, conflicts, doubtSince);
        StopAnswer quote = quote();
        String code = quote == null ? null : quote.code();
        String message = quote == null ? null : quote.message();
        return underWay
                ? outcome(OperationState.Accepted, !mayHaveBeenStopped(), null, null, false, tally)
                : outcome(OperationState.Pending, false, code, message, true, tally);
    }

    /** The latest words about this instance; those that refused a whole call are about another one of it. */
    private StopAnswer quote() {
        return last == null || last.kind() == Kind.UNDIVIDED ? null : last;
    }

    private Outcome outcome(
            OperationState state, boolean already, String code, String message, boolean faulty, Tally tally) {
        StopAnswer quote = faulty ? quote() : null;
        return new Outcome(
                job.id(),
                job.epoch(),
                ordinal,
                state,
                already,
                attempts,
                code,
                message,
                quote == null ? null : quote.providerCode(),
                quote == null ? null : quote.providerMessage(),
                last == null ? null : last.providerRequestId(),
                tally);
    }
}
