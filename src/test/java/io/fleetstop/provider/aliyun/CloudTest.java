package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.CheckOrder;
import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopOrder;
import io.fleetstop.provider.http.ScriptedCloud;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A provider in front of a {@link ScriptedCloud}, over real sockets. */
abstract class CloudTest {

    static final AccessKey KEY = new AccessKey("AKID", "SECRET", null);
    static final CheckOrder CHECK = new CheckOrder("i-1", "KeepCharging", false, false);
    static final StopOrder ORDER = new StopOrder("i-1", "KeepCharging", false, false);

    /** Far longer than anything here takes; a test that runs into it has failed. */
    static final Duration LONG = Duration.ofSeconds(20);

    static final Duration SHORT = Duration.ofMillis(150);

    static Vertx vertx;

    ScriptedCloud cloud;
    private final List<AliyunProvider> opened = new ArrayList<>();

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
        cloud = new ScriptedCloud(vertx, ScriptedCloud.answer(200, "{\"RequestId\":\"r-1\"}"));
    }

    @AfterEach
    void closeCloud() {
        opened.forEach(AliyunProvider::close);
        cloud.close();
    }

    AliyunProvider provider() {
        return provider(cloud.address(), KEY, LONG, 4);
    }

    AliyunProvider provider(URI address, AccessKey key, Duration callTimeout, int mostInFlight) {
        var provider = new AliyunProvider(
                vertx,
                "cn-hangzhou",
                address,
                () -> Uni.createFrom().item(key),
                callTimeout,
                mostInFlight,
                Clock.systemUTC());
        opened.add(provider);
        return provider;
    }

    static Handler<HttpServerRequest> error(int status, String code, String message) {
        return ScriptedCloud.answer(status, errorBody(code, message));
    }

    static String errorBody(String code, String message) {
        return """
                {"RequestId":"r-1","HostId":"ecs.cn-hangzhou.aliyuncs.com","Code":"%s","Message":"%s"}""".formatted(code, message);
    }

    StopAnswer stop() {
        return answerOf(provider().stop(ORDER));
    }

    StopAnswer check() {
        return answerOf(provider().check(CHECK));
    }

    StatesAnswer states(String... ids) {
        return answerOf(provider().states(List.of(ids)));
    }

    static <T> T answerOf(Uni<T> answer) {
        return answer.await().atMost(LONG);
    }
}
