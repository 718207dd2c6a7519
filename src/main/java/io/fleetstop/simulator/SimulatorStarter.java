package io.fleetstop.simulator;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Starts the simulator with the service where it is enabled, and stops it with it. */
@Singleton
public class SimulatorStarter {
    private static final Logger LOG = Logger.getLogger(SimulatorStarter.class);
    private static final long PATIENCE_SECONDS = 10;

    private final SimulatorConfig config;
    private final Simulator simulator;

    SimulatorStarter(Vertx vertx, SimulatorConfig config) {
        this.config = config;
        this.simulator = new Simulator(vertx, config);
    }

    /** The service's simulator; it listens only where it is enabled. */
    @Produces
    @Singleton
    Simulator simulator() {
        return simulator;
    }

    /** Before everything that may call a cloud. */
    void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent starting) {
        if (config.enabled()) {
            LOG.infof("simulator started port=%d instances=%d", await(simulator.start()), config.instances());
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        if (config.enabled()) {
            await(simulator.stop());
        }
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause().getMessage(), failed.getCause());
        } catch (TimeoutException late) {
            throw new IllegalStateException("the simulator did not start or stop in " + PATIENCE_SECONDS + " s", late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the simulator started or stopped", interrupted);
        }
    }
}
