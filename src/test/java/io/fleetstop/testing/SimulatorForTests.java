package io.fleetstop.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;

/**
 * Gives a {@code @QuarkusTest} the bundled simulator as its clouds, one target in each dialect: quick, and with room for every call unless
 * the test says otherwise.
 */
public final class SimulatorForTests implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        String port = freePort();
        return Map.ofEntries(
                Map.entry("fleetstop.simulator.enabled", "true"),
                Map.entry("fleetstop.simulator.port", port),
                Map.entry("fleetstop.simulator.latency.min", "1ms"),
                Map.entry("fleetstop.simulator.latency.max", "5ms"),
                Map.entry("fleetstop.simulator.stopping-time.min", "2s"),
                Map.entry("fleetstop.simulator.stopping-time.max", "3s"),
                Map.entry("fleetstop.simulator.rate-per-second", "5000"),
                Map.entry("fleetstop.simulator.burst", "5000"),
                Map.entry("fleetstop.targets.\"simulator\".provider", "aliyun"),
                Map.entry("fleetstop.targets.\"simulator\".region", "cn-hangzhou"),
                Map.entry("fleetstop.targets.\"simulator\".endpoint", "http://127.0.0.1:" + port),
                Map.entry("fleetstop.targets.\"simulator\".access-key-id", "simulator"),
                Map.entry("fleetstop.targets.\"simulator\".access-key-secret", "simulator-secret"),
                Map.entry("fleetstop.targets.\"volcengine\".provider", "volcengine"),
                Map.entry("fleetstop.targets.\"volcengine\".region", "cn-beijing"),
                Map.entry("fleetstop.targets.\"volcengine\".endpoint", "http://127.0.0.1:" + port),
                Map.entry("fleetstop.targets.\"volcengine\".access-key-id", "simulator"),
                Map.entry("fleetstop.targets.\"volcengine\".access-key-secret", "simulator-secret"),
                Map.entry("fleetstop.default-target", "simulator"),
                // Short, so that calls which never get an answer do not hold up the tests.
                Map.entry("fleetstop.dispatch.call-timeout", "2s"));
    }

    @Override
    public void stop() {}

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
