package io.fleetstop.actionapi.aliyun;

import io.fleetstop.problem.Outage;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.RequestId;
import io.fleetstop.wire.RequestBody;
import io.fleetstop.wire.aliyun.AnswerFormat;
import io.fleetstop.wire.aliyun.RpcAnswer;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Between HTTP and {@link Calls}. A filter and no resource: the signature covers the query as it was sent, and none of REST's own
 * refusals may answer a client that does not read them.
 */
@ApplicationScoped
public class AliyunDoor {
    private static final Logger LOG = Logger.getLogger(AliyunDoor.class);

    /** After the request has its name, before REST's limit of bodies. */
    private static final int PRIORITY = 950;

    private final Calls calls;

    AliyunDoor(Calls calls) {
        this.calls = calls;
    }

    void open(@Observes Filters filters) {
        filters.register(this::serve, PRIORITY);
    }

    private void serve(RoutingContext request) {
        if (!Dialect.isSpokenIn(request.request())) {
            request.next();
            return;
        }
        RequestBody.read(request.request())
                .onSuccess(body -> answer(request, body))
                .onFailure(failure -> {
                    if (failure instanceof RequestBody.TooLarge) {
                        refuseBody(request, failure.getMessage());
                    }
                });
    }

    private void answer(RoutingContext request, Buffer body) {
        String id = RequestId.of(request);
        HttpServerResponse response = request.response();
        try {
            RpcCall call = RpcCall.read(request.request(), body);
            AnswerFormat format = AnswerFormat.askedBy(call);
            Uni<RpcAnswer> answer = calls.answer(call, id, response::closed);
            answer.onFailure()
                    .recoverWithItem(failure -> RpcAnswer.error(error(failure, id), id, host(request)))
                    .subscribe()
                    .with(known -> send(response, known, format));
        } catch (RpcRefusal unreadable) {
            send(response, RpcAnswer.error(unreadable.error(), id, host(request)), AnswerFormat.JSON);
        }
    }

    private static RpcError error(Throwable failure, String requestId) {
        if (failure instanceof RpcRefusal refusal) {
            return refusal.error();
        }
        if (failure instanceof Refusal refusal) {
            return RequestErrors.of(refusal);
        }
        if (Outage.isBehind(failure)) {
            LOG.warnf("database unavailable request=%s reason=%s", requestId, failure);
            return RequestErrors.UNAVAILABLE;
        }
        LOG.errorf(failure, "request failed request=%s", requestId);
        return RequestErrors.INTERNAL;
    }

    private static void refuseBody(RoutingContext request, String why) {
        if (request.request().version() != HttpVersion.HTTP_2) {
            // The rest is on its way all the same; nobody is going to read it.
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        RpcError error = new RpcError(413, "RequestTooLarge", why);
        send(request.response(), RpcAnswer.error(error, RequestId.of(request), host(request)), AnswerFormat.JSON);
    }

    private static String host(RoutingContext request) {
        return Optional.ofNullable(request.request().authority())
                .map(HostAndPort::host)
                .orElse("fleetstop");
    }

    private static void send(HttpServerResponse response, RpcAnswer answer, AnswerFormat format) {
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(answer.httpStatus())
                .putHeader(HttpHeaders.CONTENT_TYPE, format.contentType())
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(answer.write(format));
    }
}
