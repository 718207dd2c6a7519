package io.fleetstop.provider.http;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.CheckOrder;
import io.fleetstop.provider.Provider;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswers;
import io.fleetstop.provider.StopOrder;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A provider of whichever cloud in front of a {@link ScriptedCloud}, over real sockets. */
public abstract class ProviderFixture {

    protected static final AccessKey KEY = new AccessKey("AKID", "SECRET", null);
    protected static final CheckOrder CHECK = new CheckOrder("i-1", "KeepCharging", false, false);
    protected static final StopOrder ORDER = new StopOrder(List.of("i-1"), "KeepCharging", false, false);

    /** Far longer than anything here takes; a test that runs into it has failed. */
    protected static final Duration LONG = Duration.ofSeconds(20);

    protected static final Duration SHORT = Duration.ofMillis(150);

    protected static Vertx vertx;

    protected ScriptedCloud cloud;
    private final List<Runnable> endings = new ArrayList<>();

    @BeforeAll
    static void openVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void openCloud() {
        cloud = new ScriptedCloud(vertx, ScriptedCloud.answer(200, accepted()));
    }

    @AfterEach
    void closeCloud() {
        endings.forEach(Runnable::run);
        cloud.close();
    }

    /** How this cloud says that it took the stop of {@link #ORDER}. */
    protected abstract String accepted();

    /** One in front of the scripted cloud, with time and places enough. */
    protected abstract Provider provider();

    /** Has a provider closed when its test is over. */
    protected <P extends Provider> P opened(P provider, Runnable ending) {
        endings.add(ending);
        return provider;
    }

    protected StopAnswer stop() {
        return stop(provider(), ORDER);
    }

    /** @param order for one instance */
    protected static StopAnswer stop(Provider provider, StopOrder order) {
        return answerOf(provider.stop(order)).of(order.instanceIds().get(0));
    }

    protected StopAnswers stopAll(String... ids) {
        return answerOf(provider().stop(new StopOrder(List.of(ids), "KeepCharging", false, false)));
    }

    protected StopAnswer check() {
        return answerOf(provider().check(CHECK));
    }

    protected StatesAnswer states(String... ids) {
        return answerOf(provider().states(List.of(ids)));
    }

    protected static <T> T answerOf(Uni<T> answer) {
        return answer.await().atMost(LONG);
    }
}
