package io.fleetstop.provider;

import java.time.Duration;

/**
 * What a call came to for one of the instances that it named.
 *
 * @param code Fleetstop's code for it, null unless something is wrong
 * @param message the text that belongs to {@code code}
 * @param providerCode the cloud's own code, null when it gave none
 * @param providerMessage the cloud's own text
 * @param retryAfter the cloud's hint how long to wait; zero when it gave none
 * @param providerRequestId the cloud's name for this call, null when no answer carried one
 */
public record StopAnswer(
        Kind kind,
        String code,
        String message,
        String providerCode,
        String providerMessage,
        Duration retryAfter,
        String providerRequestId) {

    /** Nothing is known of what became of the call. */
    public static StopAnswer unknown() {
        InstanceFault fault = InstanceFault.INTERNAL;
        return new StopAnswer(Kind.UNKNOWN, fault.code(), fault.message(), null, null, Duration.ZERO, null);
    }

    /** What it says of each instance when it is the one answer to a call for several. */
    StopAnswer ofSeveral() {
        return switch (kind) {
            case CONFLICT, BUSY, REFUSED ->
                new StopAnswer(
                        Kind.UNDIVIDED, code, message, providerCode, providerMessage, retryAfter, providerRequestId);
            case ACCEPTED, CHECK_PASSED, THROTTLED, UNSENT, UNKNOWN, UNDIVIDED, DENIED -> this;
        };
    }

    /** What the caller is to do next. */
    public enum Kind {
        /** The cloud took the stop; the instance is on its way. */
        ACCEPTED,
        /** The cloud would take this stop. Nothing was stopped. Answers a check only. */
        CHECK_PASSED,
        /** Told to slow down. Says nothing about the instance, so it must not use up one of its attempts. */
        THROTTLED,
        /** The call surely never reached the cloud: it may be sent again as it is. */
        UNSENT,
        /** No answer, or one that does not say whether the stop took effect: read the state before sending again. */
        UNKNOWN,
        /** The instance's state does not allow a stop; the state says whether that is a success, a wait or a failure. */
        CONFLICT,
        /** Something else holds the instance for now: send again, slowly. */
        BUSY,
        /** Final for this instance. */
        REFUSED,
        /** A call for several instances was refused as a whole, for the sake of one that nobody named: send each alone. */
        UNDIVIDED,
        /** The account may not do this at all (key, signature, permission): the same holds for every instance. */
        DENIED;

        /** The order arrived, and the cloud judged it for this very instance. */
        public boolean isJudgement() {
            return switch (this) {
                case THROTTLED, UNSENT, UNKNOWN, UNDIVIDED, DENIED -> false;
                case ACCEPTED, CHECK_PASSED, CONFLICT, BUSY, REFUSED -> true;
            };
        }
    }
}
