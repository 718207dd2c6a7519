package io.fleetstop.simulator;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A simulator on a free port, without latency and all but without quota, whose instances age only when the test says so.
 */
public final class RunningSimulator implements AutoCloseable {
    private static final Map<String, String> QUIET = Map.of(
            "port", "0", "latency.min", "0s", "latency.max", "0s", "rate-per-second", "100000", "burst", "100000");

    private final AtomicLong nanos = new AtomicLong();
    private final Vertx vertx = Vertx.vertx();
    private final Simulator simulator;

    private RunningSimulator(Map<String, String> properties) {
        simulator = new Simulator(vertx, config(properties), nanos::get);
        simulator
                .start()
                .onFailure(failure -> vertx.close())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    public static RunningSimulator start() {
        return start(Map.of());
    }

    /** @param properties without the common prefix, such as {@code instances} */
    public static RunningSimulator start(Map<String, String> properties) {
        return new RunningSimulator(properties);
    }

    public static SimulatorConfig config(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(QUIET);
        all.putAll(properties);
        SmallRyeConfigBuilder builder =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(SimulatorConfig.class);
        all.forEach((name, value) -> builder.withDefaultValue("fleetstop.simulator." + name, value));
        return builder.build().getConfigMapping(SimulatorConfig.class);
    }

    public Simulator simulator() {
        return simulator;
    }

    public String endpoint() {
        return "127.0.0.1:" + simulator.port();
    }

    /** Lets the time of instances and quota go on. */
    public void advance(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    /** Ends all connections, those of hanging calls as well; who calls again is served. */
    public void cutConnections() {
        simulator
                .stop()
                .compose(stopped -> simulator.start())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
