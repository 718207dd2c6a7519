package io.fleetstop.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;

/**
 * Whose turn it is: jobs in a ring, one operation a turn, so that a job of one instance does not wait behind jobs of a hundred. A job
 * that may not send now leaves the ring and is put back when that changes.
 */
final class FairQueue {
    private final Deque<LeasedJob> ring = new ArrayDeque<>();
    private final Set<LeasedJob> inRing = new HashSet<>();

    void offer(Operation operation) {
        operation.job.ready(operation);
        wake(operation.job);
    }

    /** Call when a job may send again. */
    void wake(LeasedJob job) {
        if (job.maySend() && inRing.add(job)) {
            ring.add(job);
        }
    }

    /** @return the next operation to send, or null when none may be sent */
    Operation poll() {
        for (LeasedJob job = ring.poll(); job != null; job = ring.poll()) {
            inRing.remove(job);
            if (job.maySend()) {
                Operation operation = job.next();
                job.sent();
                wake(job);
                return operation;
            }
        }
        return null;
    }
}
