package io.fleetstop.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/**
 * Lets through what somebody looks at. A list of what is wanted, since the framework measures more with each release: buffers, threads, remote
 * addresses. Some of it is registered once for each server, under other labels where the system chooses the port, which Prometheus' client
 * refuses, and then that server never comes up; some is registered once for each event loop, each time with a warning.
 */
@Singleton
public class KeptMeters implements MeterFilter {

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        boolean kept = Stream.of(
                        "fleetstop.",
                        "jvm.",
                        "process.",
                        "system.",
                        // Bulkheads and time-outs of requests.
                        "ft.",
                        RequestLabels.REQUESTS,
                        // How long statements wait for a connection, and how long one is theirs.
                        "sql.pool.",
                        // How long the database takes for a statement.
                        "postgresql.processing",
                        // Past quarkus.http.limits.max-connections.
                        "vertx.http.connections.rejected")
                .anyMatch(id.getName()::startsWith);
        return kept ? MeterFilterReply.NEUTRAL : MeterFilterReply.DENY;
    }
}
