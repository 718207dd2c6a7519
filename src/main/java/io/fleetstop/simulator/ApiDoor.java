package io.fleetstop.simulator;

import io.fleetstop.wire.RequestHeaders;
import io.fleetstop.wire.volcengine.ApiAnswer;
import io.fleetstop.wire.volcengine.ApiCall;
import io.fleetstop.wire.volcengine.ApiRefusal;
import io.fleetstop.wire.volcengine.ApiSignature;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.UUID;

/** Between HTTP and the {@link ApiGateway} of Volcengine: reads the call, writes and delivers the answer, notes both down. */
final class ApiDoor {
    private final ApiGateway gateway;
    private final Delivery delivery;
    private final Notes notes;

    ApiDoor(ApiGateway gateway, Delivery delivery, Notes notes) {
        this.gateway = gateway;
        this.delivery = delivery;
        this.notes = notes;
    }

    /** Whether the request is in this dialect, which its way of signing tells. */
    static boolean isFor(HttpServerRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.startsWith(ApiSignature.ALGORITHM + " ");
    }

    void serve(HttpServerRequest request, Buffer body) {
        ApiHandled handled;
        try {
            handled = gateway.handle(ApiCall.read(
                    request.method().name(), request.query(), RequestHeaders.of(request), body.getBytes()));
        } catch (ApiRefusal unreadable) {
            handled = ApiHandled.refused("", "", unreadable.error());
        }
        ApiAnswer apiAnswer = answer(handled);
        HttpAnswer answer = handled.fault() == Fault.BAD_GATEWAY_PAGE
                ? HttpAnswer.badGateway()
                : HttpAnswer.of(apiAnswer.httpStatus(), ApiAnswer.CONTENT_TYPE, apiAnswer.write());
        notes.add(
                handled.action(),
                handled.instanceIds(),
                handled.outcome().tookEffect(),
                apiAnswer.code(),
                answer.status(),
                handled.fault());
        delivery.deliver(
                request,
                answer.with(handled.headers()),
                handled.fault(),
                handled.outcome().whenGone());
    }

    private static ApiAnswer answer(ApiHandled handled) {
        String requestId = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        var metadata = new ApiAnswer.Metadata(
                requestId, handled.action(), ApiGateway.VERSION, ApiGateway.SERVICE, handled.region());
        return handled.outcome()
                .error()
                .map(error -> ApiAnswer.error(metadata, error))
                .orElseGet(() -> ApiAnswer.success(metadata, handled.outcome().result()));
    }
}
