package io.fleetstop.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The engine's times and limits. */
@ConfigMapping(prefix = "fleetstop.dispatch")
public interface DispatchConfig {

    /** What a lease needs beyond a whole call, for pauses of this process and the way to the database. */
    Duration MARGIN = Duration.ofSeconds(5);

    /**
     * How long a silent replica keeps its jobs. Too short: a pause costs the jobs, and each is looked up at the cloud again. Too long: the
     * jobs of a crashed replica wait.
     */
    @WithDefault("PT30S")
    Duration lease();

    /** How often a replica says that it lives. Too long: one lost beat ends the lease. Too short: writes for nothing. */
    @WithDefault("PT5S")
    Duration heartbeat();

    /**
     * How long one call to a cloud may take. Too short: slow answers are thrown away and looked up. Too long: hanging calls keep their slots,
     * and no call is started in the last such part of a lease.
     */
    @WithDefault("PT10S")
    Duration callTimeout();

    /**
     * Jobs of one target that one replica works on at once; those that only wait for their instances to be down come on top, four times as
     * many at most. Too low: jobs wait while the target has room. Too high: memory, some 30 KB each, and more to take over after a crash.
     */
    @WithDefault("256")
    int maxLeasedJobs();

    /**
     * How long after it was due a job without a deadline of its own may still send. Too short: a slow account loses its tail. Too long: an
     * outage ends in stops that nobody expects any more.
     */
    @WithDefault("PT30M")
    Duration deadline();

    /** How long after a beat this replica may start calls. */
    default Duration trust() {
        return lease().minus(callTimeout()).minus(MARGIN);
    }

    /** @throws IllegalStateException naming the keys that contradict each other */
    default void check() {
        demand(
                !heartbeat().isNegative() && heartbeat().toMillis() >= 100,
                "fleetstop.dispatch.heartbeat must be at least 100 ms");
        demand(callTimeout().toMillis() >= 100, "fleetstop.dispatch.call-timeout must be at least 100 ms");
        demand(
                maxLeasedJobs() >= 1 && maxLeasedJobs() <= 10_000,
                "fleetstop.dispatch.max-leased-jobs must be from 1 to 10000");
        demand(deadline().toSeconds() >= 1, "fleetstop.dispatch.deadline must be at least 1 s");
        demand(
                trust().compareTo(heartbeat().multipliedBy(2)) >= 0,
                "fleetstop.dispatch.lease must be at least call-timeout + " + MARGIN.toSeconds()
                        + " s + 2 heartbeats, or one lost beat stops all sending");
    }

    private static void demand(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }
}
