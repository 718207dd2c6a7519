package io.fleetstop.actionapi.volcengine;

import io.fleetstop.actionapi.Answer;
import io.fleetstop.actionapi.Call;
import io.fleetstop.actionapi.Door;
import io.fleetstop.problem.Refusal;
import io.fleetstop.wire.RequestHeaders;
import io.fleetstop.wire.volcengine.ApiAnswer;
import io.fleetstop.wire.volcengine.ApiCall;
import io.fleetstop.wire.volcengine.ApiError;
import io.fleetstop.wire.volcengine.ApiRefusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;

/** Between a request and {@link Calls}. Asked first of all doors: its signs are the narrower ones, and the next door takes any action. */
@ApplicationScoped
@Priority(1)
public class VolcengineDoor implements Door {
    private final Calls calls;

    VolcengineDoor(Calls calls) {
        this.calls = calls;
    }

    @Override
    public String cloud() {
        return Requests.CLOUD;
    }

    @Override
    public boolean isFor(HttpServerRequest request) {
        return Dialect.isSpokenIn(request);
    }

    @Override
    public Uni<Answer> answer(Call call, Buffer body) {
        try {
            HttpServerRequest request = call.request();
            ApiCall read =
                    ApiCall.read(request.method().name(), request.query(), RequestHeaders.of(request), body.getBytes());
            return calls.answer(read, call.origin()).map(VolcengineDoor::written);
        } catch (ApiRefusal unreadable) {
            return Uni.createFrom().item(error(call, unreadable.error()));
        }
    }

    @Override
    public Answer refuse(Call call, Refusal refusal) {
        return error(call, RequestErrors.of(refusal));
    }

    private static Answer error(Call call, ApiError error) {
        return written(ApiAnswer.error(Calls.unread(call.id()), error));
    }

    private static Answer written(ApiAnswer answer) {
        return new Answer(answer.httpStatus(), ApiAnswer.CONTENT_TYPE, answer.write(), answer.code());
    }
}
