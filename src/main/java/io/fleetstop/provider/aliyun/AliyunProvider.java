package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.CheckOrder;
import io.fleetstop.provider.Credentials;
import io.fleetstop.provider.Provider;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswers;
import io.fleetstop.provider.StopOrder;
import io.fleetstop.provider.http.Endpoint;
import io.fleetstop.provider.http.Exchange;
import io.fleetstop.provider.http.Request;
import io.fleetstop.provider.http.SignedCalls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Alibaba Cloud ECS in one region, spoken to without blocking. */
public final class AliyunProvider implements Provider {

    private final String region;
    private final SignedHeaders headers;
    private final SignedCalls calls;

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
        this.headers = new SignedHeaders(address, clock);
        this.calls = new SignedCalls(vertx, region, address, credentials, callTimeout, mostInFlight);
    }

    @Override
    public Uni<StopAnswers> stop(StopOrder order) {
        return call(EcsCall.stop(region, order)).map(exchange -> StopReading.stop(exchange, order.instanceIds()));
    }

    /** The action for many has no {@code ConfirmStop}. */
    @Override
    public boolean stopsMany(boolean confirm) {
        return !confirm;
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
        return calls.close();
    }

    private Uni<Exchange> call(EcsCall call) {
        return calls.make(
                call.action(),
                key -> new Request(HttpMethod.POST, call.uri(), headers.of(call, key), call.mostBytes()));
    }
}
