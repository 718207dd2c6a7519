package io.fleetstop.provider.volcengine;

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

    static final String ACCEPTED = details("{\"InstanceId\":\"i-1\"}");

    static Vertx vertx;

    ScriptedCloud cloud;
    private final List<VolcengineProvider> opened = new ArrayList<>();

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
        cloud = new ScriptedCloud(vertx, ScriptedCloud.answer(200, ACCEPTED));
    }

    @AfterEach
    void closeCloud() {
        opened.forEach(VolcengineProvider::close);
        cloud.close();
    }

    VolcengineProvider provider() {
        return provider(cloud.address(), KEY, LONG);
    }

    VolcengineProvider provider(URI address, AccessKey key, Duration callTimeout) {
        var provider = new VolcengineProvider(
                vertx, "cn-beijing", address, () -> Uni.createFrom().item(key), callTimeout, 4, Clock.systemUTC());
        opened.add(provider);
        return provider;
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

    /** An error of the whole call. */
    static Handler<HttpServerRequest> error(int status, String code, String message) {
        return ScriptedCloud.answer(status, errorBody(code, message));
    }

    static String errorBody(String code, String message) {
        return """
                {"ResponseMetadata":{"RequestId":"r-1","Action":"StopInstances","Version":"2020-04-01","Service":"ecs",
                "Region":"cn-beijing","Error":{"CodeN":1,"Code":"%s","Message":"%s"}}}""".formatted(code, message);
    }

    /** A call that was taken, with verdicts on single instances. */
    static String details(String verdicts) {
        return success("{\"OperationDetails\":[" + verdicts + "]}");
    }

    static String verdict(String code, String message) {
        return """
                {"InstanceId":"i-1","Error":{"Code":"%s","Message":"%s"}}""".formatted(code, message);
    }

    static String success(String result) {
        return "{\"ResponseMetadata\":{\"RequestId\":\"r-1\",\"Action\":\"a\"},\"Result\":" + result + "}";
    }
}
