package io.fleetstop.simulator;

import io.fleetstop.wire.aliyun.AnswerFormat;
import io.fleetstop.wire.aliyun.RpcAnswer;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcRefusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.UUID;

/** Between HTTP and the {@link Gateway} of Alibaba Cloud: reads the call, writes and delivers the answer, notes both down. */
final class RpcDoor {
    private final Gateway gateway;
    private final Delivery delivery;
    private final Notes notes;
    private final String hostId;

    /** @param hostId the endpoint's name in answers */
    RpcDoor(Gateway gateway, Delivery delivery, Notes notes, String hostId) {
        this.gateway = gateway;
        this.delivery = delivery;
        this.notes = notes;
        this.hostId = hostId;
    }

    void serve(HttpServerRequest request, Buffer body) {
        Handled handled;
        AnswerFormat format = AnswerFormat.JSON;
        try {
            RpcCall call = RpcCall.read(request, body);
            format = AnswerFormat.askedBy(call);
            handled = gateway.handle(call);
        } catch (RpcRefusal unreadable) {
            handled = Handled.refused("", unreadable.error());
        }
        RpcAnswer rpcAnswer = answer(handled);
        HttpAnswer answer = handled.fault() == Fault.BAD_GATEWAY_PAGE
                ? HttpAnswer.badGateway()
                : HttpAnswer.of(rpcAnswer.httpStatus(), format.contentType(), rpcAnswer.write(format));
        notes.add(
                handled.action(),
                handled.instanceIds(),
                handled.outcome().tookEffect(),
                rpcAnswer.code(),
                answer.status(),
                handled.fault());
        delivery.deliver(request, answer.with(handled.headers()), handled.fault());
    }

    private RpcAnswer answer(Handled handled) {
        String requestId = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        return handled.outcome()
                .error()
                .map(error -> RpcAnswer.error(error, requestId, hostId))
                .orElseGet(() -> RpcAnswer.success(
                        handled.action(), requestId, handled.outcome().fields()));
    }
}
