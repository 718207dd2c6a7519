package io.fleetstop.job;

import java.util.List;
import java.util.UUID;

/**
 * A job as intake hands it over: valid, normalised, not stored yet.
 *
 * @param fingerprint 32 bytes that are equal for equal requests
 * @param instanceIds 1 to 100, distinct, in the caller's order
 * @param description null when there is none
 * @param retryOf the job whose unsuccessful instances these are; null for a job of its own
 * @param provenance the request that made it
 * @param traceparent the place of that request in its trace, see {@link Lease}; null when nothing is traced
 */
public record NewJob(
        String tenant,
        String clientToken,
        byte[] fingerprint,
        String createdBy,
        String description,
        String target,
        String provider,
        String region,
        List<String> instanceIds,
        JobOptions options,
        UUID retryOf,
        Provenance provenance,
        String traceparent) {}
