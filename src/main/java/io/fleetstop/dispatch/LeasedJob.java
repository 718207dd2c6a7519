package io.fleetstop.dispatch;

import io.fleetstop.job.Lease;
import io.fleetstop.job.OperationState;
import io.fleetstop.job.Standing;
import io.fleetstop.job.WaitFor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** A job this process works on: its brakes, and where its operations are: ready to be sent, resting until a time, or elsewhere. */
final class LeasedJob {
    /** As good as no deadline; nanoseconds in 64 bits hold hardly three of them. */
    private static final Duration A_CENTURY = Duration.ofDays(36_500);

    private final Lease lease;
    private final Orders orders;
    private final long deadline;
    private final long begun;
    private final Deque<Operation> ready = new ArrayDeque<>();
    private final Set<Operation> resting = new LinkedHashSet<>();
    private int inFlight;
    private int mostInOneCall = 1;
    private final Set<Operation> open = new LinkedHashSet<>();
    private int failed;
    private int underWay;
    private boolean cancelled;
    private boolean stands;
    private boolean dropped;

    LeasedJob(Lease lease, long now) {
        this.lease = lease;
        this.orders = Orders.of(lease.options());
        this.deadline = now + Math.min(lease.timeLeft().toSeconds(), A_CENTURY.toSeconds()) * 1_000_000_000L;
        this.begun = now;
        this.failed = lease.failed();
        this.cancelled = lease.cancelRequested();
    }

    UUID id() {
        return lease.jobId();
    }

    int epoch() {
        return lease.epoch();
    }

    String target() {
        return lease.target();
    }

    String tenant() {
        return lease.tenant();
    }

    /** The request that made it, as a place in its trace; null when it was not traced. */
    String traceparent() {
        return lease.traceparent();
    }

    boolean isDryRun() {
        return lease.options().dryRun();
    }

    Orders orders() {
        return orders;
    }

    /** Taking the stop is not the end of it: the instance must be seen stopped. */
    boolean waits() {
        return lease.options().waitFor() == WaitFor.Stopped && !isDryRun();
    }

    /**
     * What is left to do. An interim state is left to do as well.
     *
     * @param mostInOneCall instances that one call may name
     */
    List<Operation> begin(long now, int mostInOneCall) {
        this.mostInOneCall = mostInOneCall;
        for (int ordinal = 0; ordinal < lease.instanceIds().size(); ordinal++) {
            Standing standing = lease.standings().get(ordinal);
            if (isOpen(standing)) {
                var operation = new Operation(this, ordinal, lease.instanceIds().get(ordinal));
                operation.takeOver(standing, doubtSince(), now);
                open.add(operation);
            }
        }
        return List.copyOf(open);
    }

    /** What is not over yet. */
    Collection<Operation> open() {
        return open;
    }

    private boolean isOpen(Standing standing) {
        return standing == null
                || standing.state() == OperationState.Pending
                || standing.state() == OperationState.Accepted && waits();
    }

    /**
     * Since when a call that nobody recorded may have been made: since the job began, for what is on record may have been written long
     * after the call that it tells of. Null when the last holder left nothing in the air. A check stops nothing, so its calls do not
     * matter.
     */
    private Instant doubtSince() {
        return lease.mayHaveCalls() && !isDryRun() ? lease.startedAt() : null;
    }

    /** Database time at a moment of this lease, right to within a round trip. */
    Instant databaseTime(long nanos) {
        return lease.begunAt().plusNanos(nanos - begun);
    }

    /** The moment of a database time. */
    long moment(Instant databaseTime) {
        return begun + Duration.between(lease.begunAt(), databaseTime).toNanos();
    }

    boolean forcesAfter(long waitedNanos) {
        return lease.options().forceAfter() != null
                && waitedNanos >= lease.options().forceAfter().toNanos();
    }

    /** @return why nothing more may be sent, or null when something may */
    Halt halt(long now) {
        if (cancelled) {
            return Halt.CANCELLED;
        }
        if (now - deadline >= 0) {
            return Halt.EXPIRED;
        }
        Integer most = lease.options().maxErrors();
        return most != null && failed > most ? Halt.BRAKED : null;
    }

    void cancel() {
        cancelled = true;
    }

    /** Nothing more is to be read either. */
    boolean isPastReading(long now, Duration grace) {
        return now - deadline >= 0 && now - Math.max(deadline, begun) >= grace.toNanos();
    }

    /** The wait, or what is left until the deadline where that is shorter. */
    Duration atMost(Duration wait, long now) {
        return Duration.ofNanos(Math.max(0, Math.min(wait.toNanos(), deadline - now)));
    }

    void settled(Operation operation, OperationState state) {
        open.remove(operation);
        failed += state == OperationState.Failed ? 1 : 0;
    }

    boolean isDone() {
        return open.isEmpty();
    }

    /** Operations that are neither over nor named by a call in the air. */
    int waiting() {
        return open.size() - inFlight;
    }

    /** One more of its instances is on its way down. */
    void gotUnderWay() {
        underWay++;
    }

    void underWayIsOver() {
        underWay--;
    }

    /** Nothing is left but to see its instances go down. */
    boolean onlyWaits() {
        return !open.isEmpty() && open.size() == underWay;
    }

    /** It waits without a seat. */
    boolean stands() {
        return stands;
    }

    void standAside() {
        stands = true;
    }

    void ready(Operation operation) {
        ready.add(operation);
    }

    boolean maySend() {
        return sendable() > 0;
    }

    /** Calls that its ready operations make, if they go together as they can. */
    int calls() {
        return (sendable() + mostInOneCall - 1) / mostInOneCall;
    }

    /** Operations that are ready, as far as the job's own limit lets them. */
    private int sendable() {
        Integer most = lease.options().maxConcurrency();
        return most == null ? ready.size() : Math.min(ready.size(), most - inFlight);
    }

    Operation next() {
        inFlight++;
        return ready.remove();
    }

    /** Takes what may go with the first, of those that come next. */
    List<Operation> together(Operation first, long now) {
        List<Operation> together = new ArrayList<>(List.of(first));
        while (together.size() < mostInOneCall && maySend() && goTogether(first, ready.peek(), now)) {
            together.add(next());
        }
        return together;
    }

    private static boolean goTogether(Operation first, Operation next, long now) {
        return !first.goesAlone()
                && !next.goesAlone()
                && first.isForcing() == next.isForcing()
                && !next.isToBeSeenAgain(now);
    }

    void returned() {
        inFlight--;
    }

    /** No call of it is in the air, and the record knows all that a next holder should. */
    boolean isQuiet() {
        return inFlight == 0 && open.stream().noneMatch(Operation::hasNews);
    }

    void rest(Operation operation) {
        resting.add(operation);
    }

    /** @return false when the operation does not rest any more */
    boolean wake(Operation operation) {
        return resting.remove(operation);
    }

    /** Takes away all that is waiting to be sent, now or later. */
    List<Operation> unsent() {
        List<Operation> unsent = new ArrayList<>(ready);
        unsent.addAll(resting);
        ready.clear();
        resting.clear();
        return unsent;
    }

    void drop() {
        dropped = true;
        unsent();
    }

    boolean isDropped() {
        return dropped;
    }
}
