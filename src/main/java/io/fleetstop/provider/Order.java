package io.fleetstop.provider;

import io.smallrye.mutiny.Uni;
import java.util.List;

/** What may be asked of a cloud with one call. Which of the two it is shows in its type, and nothing turns one into the other. */
public sealed interface Order permits StopOrder, CheckOrder {

    /** The instances that the call names: at least one, none twice. */
    List<String> instanceIds();

    /** Makes the call that this order is for, and no other. */
    Uni<StopAnswers> sendTo(Provider provider);
}
