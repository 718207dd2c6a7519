package io.fleetstop.job;

import java.time.Instant;
import java.util.UUID;

/**
 * How a job went that is over. The times are the database's.
 *
 * @param traceparent as in {@link Lease}; never null
 * @param epoch how many holders it had
 */
public record FinishedJob(
        UUID id,
        String traceparent,
        String target,
        JobState state,
        int epoch,
        int total,
        int accepted,
        int stopped,
        int failed,
        int skipped,
        int cancelled,
        Instant createdAt,
        Instant finishedAt) {}
