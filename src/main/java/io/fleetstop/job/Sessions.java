package io.fleetstop.job;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * Sessions of the record, each in a context of its own. The framework keeps a session in the context that asks for it; a request that waited
 * for its turn goes on in the context of the one that made room, and two in one context would read through one session, or close it on each
 * other.
 */
@ApplicationScoped
class Sessions {
    private final Vertx vertx;

    Sessions(Vertx vertx) {
        this.vertx = vertx;
    }

    /** What comes of it comes back in the asker's context, if that has one. */
    <T> Uni<T> read(Supplier<Uni<T>> work) {
        return Uni.createFrom().emitter(result -> {
            Context asker = vertx.getOrCreateContext();
            Context own = VertxContext.createNewDuplicatedContext(asker);
            VertxContextSafetyToggle.setContextSafe(own, true);
            own.runOnContext(here -> Panache.withSession(work)
                    .subscribe()
                    .with(
                            found -> asker.runOnContext(back -> result.complete(found)),
                            failure -> asker.runOnContext(back -> result.fail(failure))));
        });
    }
}
