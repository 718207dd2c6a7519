package io.fleetstop.job;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The right to work on a job until another replica takes it.
 *
 * @param holder the replica it was given to
 * @param epoch grows by one with each holder; what an older holder settles changes nothing
 * @param settled by ordinal, the state of each operation that already has an outcome
 * @param timeLeft until nothing more may be sent, measured by the database when the lease began
 */
public record Lease(
        UUID jobId,
        UUID holder,
        int epoch,
        String target,
        List<String> instanceIds,
        JobOptions options,
        Map<Integer, OperationState> settled,
        int failed,
        Duration timeLeft) {

    /** The first holder knows that no call was made before it; any other may find calls in the air. */
    public boolean isFirst() {
        return epoch == 1;
    }
}
