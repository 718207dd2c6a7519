package io.fleetstop.provider;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What one read of states came to.
 *
 * @param states by instance id; an id that is missing is unknown, not gone: without permission to read, the clouds list nothing. Empty
 *     unless the kind is {@link Kind#READ}
 * @param retryAfter the cloud's hint how long to wait; zero when it gave none
 * @param providerCode the cloud's own code when the read failed, null when it gave none
 */
public record StatesAnswer(Kind kind, Map<String, Seen> states, Duration retryAfter, String providerCode) {

    /** Nothing could be read. */
    public static StatesAnswer failed() {
        return new StatesAnswer(Kind.FAILED, Map.of(), Duration.ZERO, null);
    }

    /**
     * One instance, as it was seen.
     *
     * @param start when it was last started; null where the cloud does not tell
     */
    public record Seen(State state, Start start) {

        public static Seen of(State state) {
            return new Seen(state, null);
        }
    }

    /** Some time between the two: the clouds tell it in coarse steps, up to a minute. */
    public record Start(Instant earliest, Instant latest) {}

    public enum Kind {
        READ,
        /** Told to slow down. */
        THROTTLED,
        /** No usable answer; the same read may succeed later. */
        FAILED,
        /** The account may not read states. */
        DENIED
    }

    /** Where an instance is on its way, as far as a stop is concerned. */
    public enum State {
        RUNNING,
        STOPPING,
        STOPPED,
        /** Starting, being created, resized, …: takes no stop now, will later. */
        CHANGING,
        /** Takes no stop and will not by itself: broken, being deleted. */
        LOST
    }
}
