package io.fleetstop.simulator;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the simulated cloud is set up. The defaults let a job of a hundred instances take a few seconds and meet throttling. */
@ConfigMapping(prefix = "fleetstop.simulator")
public interface SimulatorConfig {

    /** Whether it starts with the service. On in production: targets that point to it stop nothing real. */
    @WithDefault("false")
    boolean enabled();

    /** Where it listens, on 127.0.0.1 only. 0 takes any free port, which then has to be asked for. */
    @WithDefault("8090")
    int port();

    /** The one access key that it knows. */
    @WithDefault("simulator")
    String accessKeyId();

    /** The secret of that key. No secret at all: it is in the documentation, and the simulator guards nothing. */
    @WithDefault("simulator-secret")
    String accessKeySecret();

    /**
     * The one region that it has. An Alibaba Cloud target with another region reads no states; a Volcengine target may have any, since
     * that cloud's calls name their region only in the signature.
     */
    @WithDefault("cn-hangzhou")
    String region();

    /**
     * Calls a second that it takes per account and action. Too high: nothing is ever throttled, so pacing is not exercised. Too low:
     * a job takes minutes.
     */
    @WithDefault("20")
    double ratePerSecond();

    /** Calls that it takes at once after a rest. Too high: a whole job passes before throttling begins. Below 1: refused. */
    @WithDefault("20")
    int burst();

    /** How long an answer takes. */
    Latency latency();

    /** How long an instance takes from Running to Stopped. */
    StoppingTime stoppingTime();

    /** Instances that exist. Fewer than 100: not every kind is among them. More than 100,000: refused, for the memory. */
    @WithDefault("300")
    int instances();

    /** Drawn anew for every call, evenly between the two. */
    interface Latency {

        /** Zero answers at once. Too high hides what the service itself costs. */
        @WithDefault("20ms")
        Duration min();

        /** Above the service's call time-out, calls fail at random. */
        @WithDefault("80ms")
        Duration max();
    }

    /** Fixed for each instance, spread evenly between the two. */
    interface StoppingTime {

        /** Zero: Stopping is never seen. */
        @WithDefault("3s")
        Duration min();

        /** Too high: jobs that wait for Stopped seem to hang. */
        @WithDefault("8s")
        Duration max();
    }
}
