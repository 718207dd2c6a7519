package io.fleetstop.testing;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Runs what only works within a request, as each has a context of its own for the sessions of the record. */
public final class RequestContext {
    private RequestContext() {}

    public static <T> CompletableFuture<T> run(Vertx vertx, Supplier<Uni<T>> work) {
        var answer = new CompletableFuture<T>();
        Context request = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        VertxContextSafetyToggle.setContextSafe(request, true);
        request.runOnContext(here -> work.get().subscribe().with(answer::complete, answer::completeExceptionally));
        return answer;
    }
}
