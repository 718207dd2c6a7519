package io.fleetstop.dispatch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whose turn it is: tenants in a ring, in each of them jobs in a ring, one call a turn. So neither a job of one instance waits behind
 * jobs of a hundred, nor a tenant with one job behind a tenant with fifty. A job that may not send now leaves its ring and is put back
 * when that changes.
 */
final class FairQueue {
    private final Deque<String> tenants = new ArrayDeque<>();
    private final Map<String, Deque<LeasedJob>> jobs = new HashMap<>();
    private final Set<LeasedJob> inRing = new HashSet<>();

    void offer(Operation operation) {
        operation.job.ready(operation);
        wake(operation.job);
    }

    /** Call when a job may send again. */
    void wake(LeasedJob job) {
        if (job.maySend() && inRing.add(job)) {
            jobs.computeIfAbsent(job.tenant(), this::newcomer).add(job);
        }
    }

    /** @return the next operation to send, or null when none may be sent */
    Operation poll() {
        for (String tenant = tenants.poll(); tenant != null; tenant = tenants.poll()) {
            Operation operation = poll(jobs.get(tenant));
            if (operation != null) {
                tenants.add(tenant);
                wake(operation.job);
                return operation;
            }
            jobs.remove(tenant);
        }
        return null;
    }

    /** Calls that may be sent now. */
    int calls() {
        return inRing.stream().mapToInt(LeasedJob::calls).sum();
    }

    private Operation poll(Deque<LeasedJob> ring) {
        for (LeasedJob job = ring.poll(); job != null; job = ring.poll()) {
            inRing.remove(job);
            if (job.maySend()) {
                return job.next();
            }
        }
        return null;
    }

    private Deque<LeasedJob> newcomer(String tenant) {
        tenants.add(tenant);
        return new ArrayDeque<>();
    }
}
