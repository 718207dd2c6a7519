package io.fleetstop.job;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A job's row, for reading only: the hot statements write it. */
@Entity
@Immutable
@Table(name = "stop_job")
class StopJobRow extends PanacheEntityBase {
    @Id
    UUID id;

    String tenant;

    @Column(name = "client_token")
    String clientToken;

    String target;
    String provider;
    String region;

    @Column(name = "instance_ids", columnDefinition = "text[]")
    String[] instanceIds;

    @Enumerated(EnumType.STRING)
    @Column(name = "stopped_mode")
    StoppedMode stoppedMode;

    @Column(name = "force_stop")
    boolean forceStop;

    @Column(name = "confirm_stop")
    boolean confirmStop;

    @Column(name = "dry_run")
    boolean dryRun;

    @Enumerated(EnumType.STRING)
    @Column(name = "wait_for")
    WaitFor waitFor;

    @Column(name = "max_concurrency")
    Short maxConcurrency;

    @Column(name = "max_errors")
    Short maxErrors;

    @Column(name = "force_after_seconds")
    Integer forceAfterSeconds;

    @Column(name = "not_before")
    Instant notBefore;

    Instant deadline;
    String description;

    @Column(name = "created_by")
    String createdBy;

    @Enumerated(EnumType.STRING)
    JobState state;

    short total;
    short accepted;
    short stopped;
    short failed;
    short skipped;
    short cancelled;
    int version;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "started_at")
    Instant startedAt;

    @Column(name = "cancel_requested_at")
    Instant cancelRequestedAt;

    @Column(name = "finished_at")
    Instant finishedAt;

    @Column(name = "retry_of")
    UUID retryOf;

    /** @param operations null for a summary */
    StopJob toJob(List<StopJob.Operation> operations) {
        return new StopJob(
                id,
                state,
                clientToken,
                target,
                provider,
                region,
                options(),
                description,
                retryOf,
                createdAt,
                expiresAt,
                startedAt,
                cancelRequestedAt,
                finishedAt,
                createdBy,
                version,
                operations == null ? progress() : StopJob.Progress.of(operations),
                operations);
    }

    private JobOptions options() {
        return new JobOptions(
                stoppedMode,
                forceStop,
                confirmStop,
                dryRun,
                waitFor,
                maxConcurrency == null ? null : maxConcurrency.intValue(),
                maxErrors == null ? null : maxErrors.intValue(),
                forceAfterSeconds == null ? null : Duration.ofSeconds(forceAfterSeconds),
                notBefore,
                deadline);
    }

    private StopJob.Progress progress() {
        int pending = total - accepted - stopped - failed - skipped - cancelled;
        return new StopJob.Progress(total, pending, accepted, stopped, failed, skipped, cancelled);
    }
}
