package io.fleetstop.simulator;

/** What can go wrong between a caller and the cloud, or inside the cloud. */
public enum Fault {
    NONE,
    /** 500 InternalError; nothing was done. */
    INTERNAL_ERROR,
    /** 503 ServiceUnavailable; nothing was done. */
    SERVICE_UNAVAILABLE,
    /** Throttled whatever the quota says; nothing was done. */
    THROTTLED,
    /** A proxy's 502 page; nothing was done. */
    BAD_GATEWAY_PAGE,
    /** Never answers; nothing was done. */
    HANG_BEFORE_EFFECT,
    /** The connection ends without an answer; nothing was done. */
    BROKEN_BEFORE_EFFECT,
    /** Does as told, never answers. */
    HANG_AFTER_EFFECT,
    /** Does as told; the connection ends without an answer. */
    BROKEN_AFTER_EFFECT,
    /** Does as told; answers late. */
    SLOW,
    /** Does as told; half of the answer is missing, though HTTP says it is whole. */
    TRUNCATED_BODY,
    /** Does as told; 200 without a body. */
    EMPTY_BODY,
    /** Does as told; the answer is many times larger than any real one. */
    OVERSIZED_BODY;

    boolean strikesBeforeEffect() {
        return switch (this) {
            case INTERNAL_ERROR,
                    SERVICE_UNAVAILABLE,
                    THROTTLED,
                    BAD_GATEWAY_PAGE,
                    HANG_BEFORE_EFFECT,
                    BROKEN_BEFORE_EFFECT -> true;
            case NONE, HANG_AFTER_EFFECT, BROKEN_AFTER_EFFECT, SLOW, TRUNCATED_BODY, EMPTY_BODY, OVERSIZED_BODY ->
                false;
        };
    }

    /** Whether the caller gets no answer at all. */
    boolean isSilent() {
        return switch (this) {
            case HANG_BEFORE_EFFECT, BROKEN_BEFORE_EFFECT, HANG_AFTER_EFFECT, BROKEN_AFTER_EFFECT -> true;
            case NONE,
                    INTERNAL_ERROR,
                    SERVICE_UNAVAILABLE,
                    THROTTLED,
                    BAD_GATEWAY_PAGE,
                    SLOW,
                    TRUNCATED_BODY,
                    EMPTY_BODY,
                    OVERSIZED_BODY -> false;
        };
    }
}
