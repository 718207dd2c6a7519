package io.fleetstop.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The right to work on a job until another replica takes it.
 *
 * @param holder the replica it was given to
 * @param epoch grows by one with each holder; what an older holder settles changes nothing
 * @param mayHaveCalls the last holder did not hand it back: calls that nobody recorded may be in the air
 * @param cancelRequested nothing more is to be sent
 * @param standings by ordinal, each operation that has a row on record
 * @param begunAt database time at which this lease began
 * @param startedAt database time at which the job got its first holder: no call is older
 * @param timeLeft until nothing more may be sent, measured by the database when the lease began
 * @param traceparent the request that made the job, as a place in its trace in the form of W3C Trace Context; null when it was not traced
 */
public record Lease(
        UUID jobId,
        String tenant,
        UUID holder,
        int epoch,
        boolean mayHaveCalls,
        boolean cancelRequested,
        String target,
        List<String> instanceIds,
        JobOptions options,
        Map<Integer, Standing> standings,
        int failed,
        Instant begunAt,
        Instant startedAt,
        Duration timeLeft,
        String traceparent) {

    public boolean isFirst() {
        return epoch == 1;
    }
}
