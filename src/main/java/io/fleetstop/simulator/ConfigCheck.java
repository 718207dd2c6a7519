package io.fleetstop.simulator;

import java.time.Duration;

/** Refuses a configuration that makes no sense, naming the property. */
final class ConfigCheck {
    private static final int MOST_INSTANCES = 100_000;

    private ConfigCheck() {}

    static void check(SimulatorConfig config) {
        if (config.instances() < 1 || config.instances() > MOST_INSTANCES) {
            throw new IllegalArgumentException("fleetstop.simulator.instances must be from 1 to " + MOST_INSTANCES);
        }
        ordered("latency", config.latency().min(), config.latency().max());
        ordered(
                "stopping-time",
                config.stoppingTime().min(),
                config.stoppingTime().max());
    }

    private static void ordered(String property, Duration min, Duration max) {
        if (min.isNegative() || min.compareTo(max) > 0) {
            throw new IllegalArgumentException("fleetstop.simulator." + property + " must have 0 <= min <= max");
        }
    }
}
