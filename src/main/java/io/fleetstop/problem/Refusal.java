package io.fleetstop.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A request that is not done. Carries what the caller is told; has no stack trace, since it is an answer and not a fault. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Code code;
    private final transient List<FieldFault> faults;
    private final UUID jobId;
    private final Duration wait;

    private Refusal(Code code, String detail, List<FieldFault> faults, UUID jobId, Duration wait) {
        super(detail, null, false, false);
        this.code = code;
        this.faults = faults;
        this.jobId = jobId;
        this.wait = wait;
    }

    /** @param detail what is wrong with this very request, for a person */
    public static Refusal of(Code code, String detail) {
        return new Refusal(code, detail, List.of(), null, null);
    }

    /** @param faults at least one */
    public static Refusal of(Code code, List<FieldFault> faults) {
        FieldFault first = faults.get(0);
        return new Refusal(code, first.field() + " " + first.message() + ".", faults, null, null);
    }

    /** @param jobId the job that the caller's token belongs to */
    public static Refusal of(Code code, UUID jobId) {
        return new Refusal(code, code.message(), List.of(), jobId, null);
    }

    /** @param wait how long the same request would be refused again */
    public static Refusal later(Code code, String detail, Duration wait) {
        return new Refusal(code, detail, List.of(), null, wait);
    }

    public Code code() {
        return code;
    }

    public List<FieldFault> faults() {
        return faults;
    }

    /** Null unless the refusal points to a job. */
    public UUID jobId() {
        return jobId;
    }

    /** Empty when nobody knows how long it takes to pass, or it never does. */
    Optional<Duration> knownWait() {
        return Optional.ofNullable(wait);
    }

    /** What is wrong with one field. */
    public record FieldFault(String field, String message) {}
}
