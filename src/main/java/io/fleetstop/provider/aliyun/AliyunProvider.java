package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.CheckOrder;
import io.fleetstop.provider.Credentials;
import io.fleetstop.provider.Provider;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Alibaba Cloud ECS in one region, spoken to without blocking. */
public final class AliyunProvider implements Provider {

    private static final Logger LOG = System.getLogger(AliyunProvider.class.getName());

    private final String region;
    private final Credentials credentials;
    private final Duration callTimeout;
    private final SignedHeaders headers;
    private final Connections connections;

    /**
     * @param endpoint scheme, host and port; nothing else in it counts
     * @param callTimeout from asking for the key to the last byte of the answer
     * @param mostInFlight connections at most
     * @param clock wall time, for signing
     */
    public AliyunProvider(
            Vertx vertx,
            String region,
            URI endpoint,
            Credentials credentials,
            Duration callTimeout,
            int mostInFlight,
            Clock clock) {
        var address = Endpoint.of(endpoint);
        this.region = region;
        this.credentials = credentials;
        this.callTimeout = callTimeout;
        this.headers = new SignedHeaders(address, clock);
        this.connections = new Connections(vertx, address, mostInFlight);
    }

    @Override
    public Uni<StopAnswer> stop(StopOrder order) {
        return call(EcsCall.stop(region, order)).map(StopReading::stop);
    }

    @Override
    public Uni<StopAnswer> check(CheckOrder order) {
        return call(EcsCall.check(region, order)).map(StopReading::check);
    }

    @Override
    public Uni<StatesAnswer> states(List<String> instanceIds) {
        if (instanceIds.size() > MOST_IDS) {
            throw new IllegalArgumentException("at most " + MOST_IDS + " ids, not " + instanceIds.size());
        }
        // An empty filter would list the whole region.
        return instanceIds.isEmpty()
                ? Uni.createFrom().item(new StatesAnswer(StatesAnswer.Kind.READ, Map.of(), Duration.ZERO, null))
                : call(EcsCall.describe(region, instanceIds))
                        .map(exchange -> StatesReading.read(exchange, instanceIds));
    }

    /** Ends what is still in the air; those calls count as not answered. */
    public Future<Void> close() {
        return connections.close();
    }

    private Uni<Exchange> call(EcsCall call) {
        return Uni.createFrom().deferred(() -> {
            long began = System.nanoTime();
            return credentials
                    .accessKey()
                    .onItemOrFailure()
                    .transformToUni((key, broken) -> broken == null
                            ? send(call, key, callTimeout.minusNanos(System.nanoTime() - began))
                            : Uni.createFrom().item(Exchange.notSent("no access key: " + broken.getMessage())))
                    .invoke(exchange -> log(call, exchange));
        });
    }

    private Uni<Exchange> send(EcsCall call, AccessKey key, Duration left) {
        return left.isNegative()
                ? Uni.createFrom().item(Exchange.notSent("time-out waiting for the access key"))
                : connections.post(call.uri(), headers.of(call, key), left, call.mostBytes());
    }

    private void log(EcsCall call, Exchange exchange) {
        if (exchange.reason() != null) {
            LOG.log(
                    Level.INFO,
                    "call={0} region={1} result={2} reason={3}",
                    call.action(),
                    region,
                    exchange.kind(),
                    exchange.reason());
        }
    }
}
