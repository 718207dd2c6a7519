package io.fleetstop.job;

import java.time.Instant;

/**
 * Which jobs of a tenant are meant; a null component leaves the choice open.
 *
 * @param instanceId one of the job's instances
 * @param createdAfter at that moment or later
 * @param createdBefore earlier than that moment
 */
public record JobFilter(
        JobState state,
        String target,
        String instanceId,
        String clientToken,
        Instant createdAfter,
        Instant createdBefore) {}
