package io.fleetstop.provider.aliyun;

import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The vendor's hints how long to wait, all in response headers. A hint that is missing, not a number or not positive is no hint; none
 * counts for more than a minute, which is what the vendor's own clients sleep at most.
 */
record RetryHints(MultiMap headers) {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Pattern COUNT = Pattern.compile("\\d{1,15}");

    /** As in {@code Limit:10,Remain:0,TimeLeft:2000,Reset:1234}. */
    private static final Pattern TIME_LEFT = Pattern.compile("(?:^|,)\\s*TimeLeft\\s*:\\s*(\\d{1,15})\\s*(?:,|$)");

    private static final Pattern NOT_LIMITED = Pattern.compile("(?:^|,)\\s*Remain\\s*:\\s*-1\\s*(?:,|$)");

    /** Set whenever the vendor wants the same call again later, whatever the code. */
    boolean vendorAsksToRetry() {
        return !vendorPause().isZero();
    }

    /** For an answer that is about the call itself; zero when there is no hint. */
    Duration pause() {
        return vendorAsksToRetry() ? vendorPause() : capped(count("retry-after"), 1000);
    }

    /** For an answer that says "slow down". Only then do the quota headers mean a wait: they come with other answers too. */
    Duration pauseWhenThrottled() {
        if (vendorAsksToRetry()) {
            return vendorPause();
        }
        long left = Stream.of("x-ratelimit-user-api", "x-ratelimit-user")
                .mapToLong(this::timeLeft)
                .max()
                .orElse(0);
        return left > 0 ? capped(left, 1) : pause();
    }

    private Duration vendorPause() {
        return capped(count("x-acs-retry-after"), 1);
    }

    private long timeLeft(String header) {
        String quota = headers.get(header);
        if (quota == null || NOT_LIMITED.matcher(quota).find()) {
            return 0;
        }
        Matcher left = TIME_LEFT.matcher(quota);
        return left.find() ? Long.parseLong(left.group(1)) : 0;
    }

    private long count(String header) {
        String value = headers.get(header);
        return value != null && COUNT.matcher(value.trim()).matches() ? Long.parseLong(value.trim()) : 0;
    }

    private static Duration capped(long count, int millisEach) {
        return Duration.ofMillis(Math.min(count, LONGEST.toMillis() / millisEach) * millisEach);
    }
}
