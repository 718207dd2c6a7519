package io.fleetstop.simulator;

import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.wire.aliyun.AnswerFormat;
import io.fleetstop.wire.aliyun.RpcAnswer;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcRefusal;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/** Between HTTP and the {@link Gateway}: reads the call, writes and delivers the answer, notes both down. */
final class RpcDoor {
    private static final String BAD_GATEWAY =
            "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>";
    private static final int LONGEST_LOGGED_ID = 64;

    private final Gateway gateway;
    private final Delivery delivery;
    private final Fleet fleet;
    private final CallLog calls;
    private final String hostId;
    private final LongSupplier nanoTime;
    private final long madeAt;

    /** @param hostId the endpoint's name in answers */
    RpcDoor(Gateway gateway, Delivery delivery, Fleet fleet, CallLog calls, String hostId, LongSupplier nanoTime) {
        this.gateway = gateway;
        this.delivery = delivery;
        this.fleet = fleet;
        this.calls = calls;
        this.hostId = hostId;
        this.nanoTime = nanoTime;
        this.madeAt = nanoTime.getAsLong();
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
                ? HttpAnswer.of(502, "text/html", BAD_GATEWAY)
                : HttpAnswer.of(rpcAnswer.httpStatus(), format.contentType(), rpcAnswer.write(format));
        note(handled, rpcAnswer.code(), answer.status());
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

    private void note(Handled handled, String code, int status) {
        boolean silent = handled.fault().isSilent();
        calls.add(new CallRecord(
                Duration.ofNanos(nanoTime.getAsLong() - madeAt),
                handled.action(),
                loggedIds(handled.instanceIds()),
                handled.outcome().tookEffect(),
                handled.fault() == Fault.NONE ? code : handled.fault().name(),
                silent ? 0 : status));
    }

    /** What the log holds must not be for callers to choose: ids of ours, which exist anyway, and at most one other, cut. */
    private List<String> loggedIds(List<String> ids) {
        if (ids.size() == 1) {
            String id = ids.get(0);
            return List.of(id.substring(0, Math.min(id.length(), LONGEST_LOGGED_ID)));
        }
        return ids.stream()
                .map(fleet::find)
                .flatMap(Optional::stream)
                .map(Instance::id)
                .toList();
    }
}
