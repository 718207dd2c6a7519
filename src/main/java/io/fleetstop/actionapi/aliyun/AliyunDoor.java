package io.fleetstop.actionapi.aliyun;

import io.fleetstop.actionapi.Answer;
import io.fleetstop.actionapi.Call;
import io.fleetstop.actionapi.Door;
import io.fleetstop.problem.Refusal;
import io.fleetstop.wire.aliyun.AnswerFormat;
import io.fleetstop.wire.aliyun.RpcAnswer;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Between a request and {@link Calls}: reads the call, and writes the answer in the form that it asks for. */
@ApplicationScoped
public class AliyunDoor implements Door {
    private final Calls calls;

    AliyunDoor(Calls calls) {
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
            RpcCall read = RpcCall.read(call.request(), body);
            AnswerFormat format = AnswerFormat.askedBy(read);
            return calls.answer(read, call.origin())
                    .onFailure()
                    .recoverWithItem(failure -> error(call, RequestErrors.of(failure, call.id())))
                    .map(answer -> written(answer, format));
        } catch (RpcRefusal unreadable) {
            return Uni.createFrom().item(written(error(call, unreadable.error()), AnswerFormat.JSON));
        }
    }

    @Override
    public Answer refuse(Call call, Refusal refusal) {
        return written(error(call, RequestErrors.of(refusal)), AnswerFormat.JSON);
    }

    private static RpcAnswer error(Call call, RpcError error) {
        return RpcAnswer.error(error, call.id(), call.host());
    }

    private static Answer written(RpcAnswer answer, AnswerFormat format) {
        return new Answer(answer.httpStatus(), format.contentType(), answer.write(format), answer.code());
    }
}
