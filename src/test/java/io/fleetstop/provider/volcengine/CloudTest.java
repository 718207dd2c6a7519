package io.fleetstop.provider.volcengine;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.http.ProviderFixture;
import io.fleetstop.provider.http.ScriptedCloud;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/** In this cloud's words. */
abstract class CloudTest extends ProviderFixture {
    static final String ACCEPTED = details("{\"InstanceId\":\"i-1\"}");

    @Override
    protected String accepted() {
        return ACCEPTED;
    }

    @Override
    protected VolcengineProvider provider() {
        return provider(cloud.address(), KEY, LONG);
    }

    VolcengineProvider provider(URI address, AccessKey key, Duration callTimeout) {
        var provider = new VolcengineProvider(
                vertx, "cn-beijing", address, () -> Uni.createFrom().item(key), callTimeout, 4, Clock.systemUTC());
        return opened(provider, provider::close);
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
