package io.fleetstop.provider;

import io.fleetstop.provider.StopAnswer.Kind;
import java.time.Duration;

/**
 * What a cloud's error code stands for.
 *
 * @param fault in Fleetstop's words; null where the cloud's own code and message are the contract's, or say it best
 */
public record Meaning(Kind kind, InstanceFault fault) {

    public static final Meaning OWN_WORDS = new Meaning(Kind.REFUSED, null);
    public static final Meaning NOT_ALLOWED = new Meaning(Kind.DENIED, null);
    public static final Meaning SLOW_DOWN = new Meaning(Kind.THROTTLED, InstanceFault.FLOW_LIMIT);
    public static final Meaning NOT_KNOWN = new Meaning(Kind.UNKNOWN, InstanceFault.INTERNAL);

    public static Meaning refused(InstanceFault fault) {
        return new Meaning(Kind.REFUSED, fault);
    }

    /**
     * For a code that is not listed, the HTTP status is all there is. Refused for good only where the cloud clearly blames the request.
     *
     * @param asksToRetry the cloud named a time to send the same call again
     */
    public static Meaning unlisted(int status, boolean asksToRetry) {
        if (status < 400 || status > 499) {
            return NOT_KNOWN;
        }
        return asksToRetry || status == 429 ? SLOW_DOWN : OWN_WORDS;
    }

    /**
     * A stop that was answered with it.
     *
     * @param code the cloud's own
     * @param message the cloud's own
     * @param wait the cloud's hint; zero when it gave none
     */
    public StopAnswer ofStop(String code, String message, Duration wait, String requestId) {
        return new StopAnswer(
                kind,
                fault == null ? code : fault.code(),
                fault == null ? message : fault.message(),
                code,
                message,
                wait,
                requestId);
    }

    /** What it means where states were to be read. */
    public StatesAnswer.Kind ofRead() {
        return switch (kind) {
            case THROTTLED -> StatesAnswer.Kind.THROTTLED;
            case DENIED -> StatesAnswer.Kind.DENIED;
            case ACCEPTED, CHECK_PASSED, UNSENT, UNKNOWN, CONFLICT, BUSY, REFUSED, UNDIVIDED ->
                StatesAnswer.Kind.FAILED;
        };
    }
}
