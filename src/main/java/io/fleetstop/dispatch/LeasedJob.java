package io.fleetstop.dispatch;

import io.fleetstop.job.JobOptions;
import io.fleetstop.job.Lease;
import io.fleetstop.job.OperationState;
import io.fleetstop.job.WaitFor;
import io.fleetstop.provider.StopOrder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/** A job this process works on: its brakes, and which of its operations are ready to be sent. */
final class LeasedJob {
    /** As good as no deadline; nanoseconds in 64 bits hold hardly three of them. */
    private static final Duration A_CENTURY = Duration.ofDays(36_500);

    private final Lease lease;
    private final long deadline;
    private final long begun;
    private final Deque<Operation> ready = new ArrayDeque<>();
    private int inFlight;
    private int failed;
    private int open;
    private boolean dropped;

    LeasedJob(Lease lease, long now) {
        this.lease = lease;
        this.deadline = now + Math.min(lease.timeLeft().toSeconds(), A_CENTURY.toSeconds()) * 1_000_000_000L;
        this.begun = now;
        this.failed = lease.failed();
        this.open = lease.instanceIds().size();
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

    boolean isDryRun() {
        return lease.options().dryRun();
    }

    /** Taking the stop is not the end of it: the instance must be seen stopped. */
    boolean waits() {
        return lease.options().waitFor() == WaitFor.Stopped && !isDryRun();
    }

    /** What is left to do. An interim Accepted is left to do as well. */
    List<Operation> unsettled(long now) {
        List<Operation> unsettled = new ArrayList<>();

        for (int ordinal = 0; ordinal < lease.instanceIds().size(); ordinal++) {
            OperationState state = lease.settled().get(ordinal);
            boolean accepted = state == OperationState.Accepted && waits();
            if (state == null || accepted) {
                var operation = new Operation(this, ordinal, lease.instanceIds().get(ordinal), mayHaveCalls());
                if (accepted) {
                    operation.wasAcceptedBefore(now);
                }
                unsettled.add(operation);
            }
        }
        open = unsettled.size();
        return unsettled;
    }

    /** An earlier holder may have calls in the air. A check stops nothing, so its calls do not matter. */
    boolean mayHaveCalls() {
        return !lease.isFirst() && !isDryRun();
    }

    StopOrder order(String instanceId, boolean forced) {
        JobOptions options = lease.options();
        return new StopOrder(
                instanceId, options.stoppedMode().name(), options.forceStop() || forced, options.confirmStop());
    }

    boolean forcesAfter(long waitedNanos) {
        return lease.options().forceAfter() != null
                && waitedNanos >= lease.options().forceAfter().toNanos();
    }

    /** Nothing more may be sent. */
    boolean isPast(long now) {
        return now - deadline >= 0;
    }

    /** Nothing more is to be read either. */
    boolean isPastReading(long now, Duration grace) {
        return now - Math.max(deadline, begun) >= grace.toNanos() && isPast(now);
    }

    /** The wait, or what is left until the deadline where that is shorter. */
    Duration atMost(Duration wait, long now) {
        return Duration.ofNanos(Math.max(0, Math.min(wait.toNanos(), deadline - now)));
    }

    void settled(OperationState state) {
        open--;
        failed += state == OperationState.Failed ? 1 : 0;
    }

    boolean isDone() {
        return open == 0;
    }

    /** More have failed than the caller allows: nothing more is sent. */
    boolean isBraked() {
        Integer most = lease.options().maxErrors();
        return most != null && failed > most;
    }

    void ready(Operation operation) {
        ready.add(operation);
    }

    boolean hasReady() {
        return !ready.isEmpty();
    }

    boolean maySend() {
        Integer most = lease.options().maxConcurrency();
        return hasReady() && (most == null || inFlight < most);
    }

    Operation next() {
        return ready.poll();
    }

    void sent() {
        inFlight++;
    }

    void returned() {
        inFlight--;
    }

    /** Someone else has it, or nobody does any more: what is still in the air may be settled, nothing new is begun. */
    void drop() {
        dropped = true;
        ready.clear();
    }

    boolean isDropped() {
        return dropped;
    }
}
