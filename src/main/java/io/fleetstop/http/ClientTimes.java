package io.fleetstop.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How long a request may take to arrive. A client that sends a byte now and then is not idle, and some thousand of them take all connections
 * there are. Too short: callers on bad lines are cut off, at ten seconds for the largest request over a modem. Too long: that many connections
 * of slow senders are held.
 */
@ConfigMapping(prefix = "fleetstop.http")
public interface ClientTimes {

    /** From the first byte of a head, which has 32 KiB at most, to its last; then the connection is closed. */
    @WithDefault("20s")
    Duration headTimeout();

    /** From the last byte of the head to the last one of the body, which has 64 KiB at most; then the answer is 408. */
    @WithDefault("30s")
    Duration bodyTimeout();
}
