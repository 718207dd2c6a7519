package io.fleetstop.provider;

import io.smallrye.mutiny.Uni;

/** What may be asked of a cloud about one instance. Which of the two it is shows in its type, and nothing turns one into the other. */
public sealed interface Order permits StopOrder, CheckOrder {

    String instanceId();

    /** Makes the call that this order is for, and no other. */
    Uni<StopAnswer> sendTo(Provider provider);
}
