package io.fleetstop.simulator;

import java.util.Map;

/** How a throttled answer says when to come back. Alibaba Cloud has all three in the field. */
public enum ThrottleHint {
    NONE,
    /** The header that each vendor's clients obey; Alibaba Cloud's do since July 2026. */
    RETRY_AFTER,
    /** Alibaba Cloud's older header, which its old Java client knows; Volcengine has nothing like it. */
    RATE_LIMIT;

    private static final int MILLIS = 1000;

    /** Whole seconds, as HTTP has them. */
    Map<String, String> volcengineHeaders(long waitMillis) {
        return switch (this) {
            case NONE, RATE_LIMIT -> Map.of();
            case RETRY_AFTER -> Map.of("Retry-After", Long.toString((waitMillis + MILLIS - 1) / MILLIS));
        };
    }

    Map<String, String> headers(long waitMillis, int burst) {
        return switch (this) {
            case NONE -> Map.of();
            case RETRY_AFTER -> Map.of("x-acs-retry-after", Long.toString(waitMillis));
            case RATE_LIMIT ->
                Map.of(
                        "x-ratelimit-user-api",
                        "Limit:" + burst + ",Remain:0,TimeLeft:" + waitMillis + ",Reset:" + waitMillis);
        };
    }
}
