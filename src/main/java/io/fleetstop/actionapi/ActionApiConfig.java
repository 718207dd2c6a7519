package io.fleetstop.actionapi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the doors for the clouds' clients behave. */
@ConfigMapping(prefix = "fleetstop.action-api")
public interface ActionApiConfig {

    /**
     * How long a call waits for its job, from 1 second to 2 minutes. Too short: callers are told to come again for jobs that would have
     * ended a moment later. Too long: their own read time-outs strike first, 10 s by default with both clouds' Java clients, and a replica
     * that shuts down waits for them.
     */
    @WithDefault("PT25S")
    Duration waitLimit();
}
