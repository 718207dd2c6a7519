package io.fleetstop.problem;

import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Is told why a request is refused before its caller is, wherever that happens. */
@FunctionalInterface
public interface Witness {

    /** @return done when the caller may be told; never fails */
    Uni<Void> see(Refusal refusal);

    /** Calls a witness for a request. */
    static void of(RoutingContext request, Witness witness) {
        request.put(Witness.class.getName(), witness);
    }

    /** Tells the request's witness, where it has one. */
    static Uni<Void> told(RoutingContext request, Refusal refusal) {
        Witness witness = request.get(Witness.class.getName());
        return witness == null ? Uni.createFrom().voidItem() : witness.see(refusal);
    }
}
