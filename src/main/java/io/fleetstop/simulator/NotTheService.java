package io.fleetstop.simulator;

import io.micrometer.core.instrument.Tags;
import io.quarkus.micrometer.runtime.HttpServerMetricsTagsContributor;
import io.vertx.core.net.SocketAddress;
import jakarta.inject.Singleton;

/** Says of requests that they were the simulator's, whose faults would else count as the service's own. */
@Singleton
public class NotTheService implements HttpServerMetricsTagsContributor {
    private static final Tags SIMULATOR = Tags.of("uri", "simulator");

    private final Simulator simulator;

    NotTheService(Simulator simulator) {
        this.simulator = simulator;
    }

    @Override
    public Tags contribute(Context context) {
        SocketAddress here = context.request().localAddress();
        return here != null && simulator.isListening() && here.port() == simulator.port() ? SIMULATOR : Tags.empty();
    }
}
