package io.fleetstop.job;

import io.quarkus.hibernate.reactive.panache.PanacheEntityBase;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The outcome of one operation, for reading only. */
@Entity
@Immutable
@Table(name = "stop_outcome")
@IdClass(StopOutcomeRow.Key.class)
class StopOutcomeRow extends PanacheEntityBase {
    @Id
    @Column(name = "job_id")
    UUID jobId;

    @Id
    short ordinal;

    @Enumerated(EnumType.STRING)
    OperationState state;

    @Column(name = "already_stopped")
    boolean alreadyStopped;

    short attempts;
    String code;
    String message;

    @Column(name = "provider_code")
    String providerCode;

    @Column(name = "provider_message")
    String providerMessage;

    @Column(name = "provider_request_id")
    String providerRequestId;

    @Column(name = "settled_at")
    Instant settledAt;

    StopJob.Operation toOperation(String instanceId) {
        StopJob.Fault fault = code == null ? null : new StopJob.Fault(code, message, providerCode, providerMessage);
        return new StopJob.Operation(instanceId, state, alreadyStopped, attempts, fault, providerRequestId, settledAt);
    }

    /** What makes an outcome one of a kind. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1;

        UUID jobId;
        short ordinal;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && ordinal == key.ordinal && Objects.equals(jobId, key.jobId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(jobId, ordinal);
        }
    }
}
