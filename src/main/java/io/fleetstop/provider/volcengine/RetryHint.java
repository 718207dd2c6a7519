package io.fleetstop.provider.volcengine;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * The hint how long to wait: {@code Retry-After} in whole seconds, the one that the vendor's own Go client obeys. One that is missing, not
 * a number or not positive is no hint; none counts for more than a minute.
 */
final class RetryHint {
    private static final long LONGEST_SECONDS = 60;
    private static final Pattern COUNT = Pattern.compile("\\d{1,15}");

    private RetryHint() {}

    /** Zero when there is no hint. */
    static Duration in(MultiMap headers) {
        String value = headers.get("retry-after");
        return value != null && COUNT.matcher(value.trim()).matches()
                ? Duration.ofSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(value.trim())))
                : Duration.ZERO;
    }
}
