package io.fleetstop.actionapi;

import io.fleetstop.problem.Refusal;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Where calls in the language of one cloud are understood and answered. */
public interface Door {

    /** The cloud's word in the configuration. */
    String cloud();

    /** @param request a GET or POST of {@code /} that no door before this one knows */
    boolean isFor(HttpServerRequest request);

    /** @return never fails: what goes wrong is an answer too */
    Uni<Answer> answer(Call call, Buffer body);

    /** The answer to a call that is refused before it is read. */
    Answer refuse(Call call, Refusal refusal);
}
