package io.fleetstop.provider.aliyun;

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

    @Override
    protected String accepted() {
        return "{\"RequestId\":\"r-1\"}";
    }

    @Override
    protected AliyunProvider provider() {
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
        return opened(provider, provider::close);
    }

    static Handler<HttpServerRequest> error(int status, String code, String message) {
        return ScriptedCloud.answer(status, errorBody(code, message));
    }

    static String errorBody(String code, String message) {
        return """
                {"RequestId":"r-1","HostId":"ecs.cn-hangzhou.aliyuncs.com","Code":"%s","Message":"%s"}""".formatted(code, message);
    }
}
