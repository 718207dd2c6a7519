package io.fleetstop.simulator;

import java.util.Map;

/** How a throttled answer says when to come back. The vendor has all three in the field. */
public enum ThrottleHint {
    NONE,
    /** The header that the vendor's clients obey since July 2026. */
    RETRY_AFTER,
    /** The older header, which the old Java client knows. */
    RATE_LIMIT;

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
