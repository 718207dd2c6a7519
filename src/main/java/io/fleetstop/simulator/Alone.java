package io.fleetstop.simulator;

import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;

/**
 * The simulated cloud as a process of its own, so that it outlives the service, as a cloud does: {@code java -cp quarkus-run.jar
 * io.fleetstop.simulator.Alone}. It reads {@code fleetstop.simulator.*} where the service does, and ends with SIGTERM.
 */
public final class Alone {
    private Alone() {}

    public static void main(String... arguments) {
        Vertx vertx = Vertx.vertx();
        try {
            SimulatorConfig config = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .addDefaultSources()
                    .addDiscoveredConverters()
                    .withMapping(SimulatorConfig.class)
                    .build()
                    .getConfigMapping(SimulatorConfig.class);
            new Simulator(vertx, config)
                    .start()
                    .onSuccess(port ->
                            System.err.println("simulator started port=" + port + " instances=" + config.instances()))
                    .onFailure(failure -> end(failure.getMessage()));
        } catch (IllegalArgumentException | ConfigValidationException wrong) {
            end(wrong.getMessage());
        }
    }

    private static void end(String reason) {
        System.err.println("The simulator did not start: " + reason);
        System.exit(1);
    }
}
