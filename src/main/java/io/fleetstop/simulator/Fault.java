package io.fleetstop.simulator;

/** What can go wrong between a caller and the cloud, or inside the cloud. The codes are Alibaba Cloud's; Volcengine's are the nearest of its own. */
public enum Fault {
    NONE,
    /** 500 InternalError; nothing was done. */
    INTERNAL_ERROR,
    /** 503 ServiceUnavailable; nothing was done. */
    SERVICE_UNAVAILABLE,
    /** Throttled whatever the quota says, with the hint that throttled answers have just then; nothing was done. */
    THROTTLED,
    /** Throttled whatever the quota says, with the header by which the vendor's clients know how long to wait; nothing was done. */
    THROTTLED_WITH_HINT,
    /** 403 Forbidden.RAM, as for an account whose policy lacks the action; nothing was done. */
    FORBIDDEN,
    /** 404 InvalidAccessKeyId.NotFound, as for a key that was revoked; nothing was done. */
    KEY_NOT_FOUND,
    /** As if the instances named did not exist: 404 InvalidInstanceId.NotFound for a stop, an empty list for a read. */
    INSTANCE_NOT_FOUND,
    /** 403 IncorrectInstanceStatus, whatever the status is; nothing was done. */
    WRONG_STATUS,
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

    /** Whether the caller gets no answer at all. */
    boolean isSilent() {
        return switch (this) {
            case HANG_BEFORE_EFFECT, BROKEN_BEFORE_EFFECT, HANG_AFTER_EFFECT, BROKEN_AFTER_EFFECT -> true;
            case NONE,
                    INTERNAL_ERROR,
                    SERVICE_UNAVAILABLE,
                    THROTTLED,
                    THROTTLED_WITH_HINT,
                    FORBIDDEN,
                    KEY_NOT_FOUND,
                    INSTANCE_NOT_FOUND,
                    WRONG_STATUS,
                    BAD_GATEWAY_PAGE,
                    SLOW,
                    TRUNCATED_BODY,
                    EMPTY_BODY,
                    OVERSIZED_BODY -> false;
        };
    }
}
