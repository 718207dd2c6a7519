package io.fleetstop.job;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.ws.rs.core.EntityTag;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.UUID;

/**
 * A job as callers see it; the components are the contract's names.
 *
 * @param retryOf the job whose unsuccessful instances this one tries again; null for most
 * @param expiresAt nothing is sent later: the caller's deadline, or the configured limit
 * @param version grows with every change, for the entity tag
 * @param operations in the order of the request; null in a summary, which leaves them out
 */
public record StopJob(
        UUID id,
        JobState state,
        String clientToken,
        String target,
        String provider,
        String region,
        @JsonUnwrapped JobOptions options,
        String description,
        UUID retryOf,
        Instant createdAt,
        Instant expiresAt,
        Instant startedAt,
        Instant cancelRequestedAt,
        Instant finishedAt,
        String createdBy,
        @JsonIgnore int version,
        Progress progress,
        @JsonInclude(JsonInclude.Include.NON_NULL) List<Operation> operations) {

    /** How soon it is worth asking again for a job that is not over. */
    public static final int POLL_SECONDS = 1;

    /** Weak: equal for equal content, not for equal bytes. */
    static EntityTag entityTag(int version) {
        return new EntityTag(Integer.toString(version), true);
    }

    /** Where it is read. */
    public String path() {
        return "/v1/stop-jobs/" + id;
    }

    public EntityTag entityTag() {
        return entityTag(version);
    }

    /** The same without its operations. */
    public StopJob summary() {
        return new StopJob(
                id,
                state,
                clientToken,
                target,
                provider,
                region,
                options,
                description,
                retryOf,
                createdAt,
                expiresAt,
                startedAt,
                cancelRequestedAt,
                finishedAt,
                createdBy,
                version,
                progress,
                null);
    }

    /** Operations by state; the counts always add up to the total. */
    public record Progress(int total, int pending, int accepted, int stopped, int failed, int skipped, int cancelled) {

        static Progress of(List<Operation> operations) {
            var counts = new EnumMap<OperationState, Integer>(OperationState.class);
            operations.forEach(operation -> counts.merge(operation.state(), 1, Integer::sum));
            return new Progress(
                    operations.size(),
                    counts.getOrDefault(OperationState.Pending, 0),
                    counts.getOrDefault(OperationState.Accepted, 0),
                    counts.getOrDefault(OperationState.Stopped, 0),
                    counts.getOrDefault(OperationState.Failed, 0),
                    counts.getOrDefault(OperationState.Skipped, 0),
                    counts.getOrDefault(OperationState.Cancelled, 0));
        }
    }

    /**
     * One instance of the job.
     *
     * @param attempts stop calls that the cloud did not throttle
     * @param error null for a success; while pending, what the last call came to
     */
    public record Operation(
            String instanceId,
            OperationState state,
            boolean alreadyStopped,
            int attempts,
            Fault error,
            String providerRequestId,
            Instant updatedAt) {

        static Operation pending(String instanceId, Instant since) {
            return new Operation(instanceId, OperationState.Pending, false, 0, null, null, since);
        }
    }

    /** Why an operation did not succeed: Fleetstop's code, and the cloud's own where it gave one. */
    public record Fault(String code, String message, String providerCode, String providerMessage) {}

    /** The job as it looks right after it was stored. */
    static StopJob fresh(NewJob job, UUID id, JobState state, Instant createdAt, Instant expiresAt) {
        List<Operation> operations = job.instanceIds().stream()
                .map(instance -> Operation.pending(instance, createdAt))
                .toList();
        return new StopJob(
                id,
                state,
                job.clientToken(),
                job.target(),
                job.provider(),
                job.region(),
                job.options(),
                job.description(),
                job.retryOf(),
                createdAt,
                expiresAt,
                state == JobState.Running ? createdAt : null,
                null,
                null,
                job.createdBy(),
                1,
                Progress.of(operations),
                operations);
    }
}
