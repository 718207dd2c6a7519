package io.fleetstop.actionapi;

import io.fleetstop.audit.Entry;
import java.util.function.BooleanSupplier;

/**
 * What a call has beside its words.
 *
 * @param entry of the request
 * @param hasLeft whether nobody waits for the answer any more
 */
public record Origin(Entry entry, BooleanSupplier hasLeft) {

    /** The request's name. */
    public String requestId() {
        return entry.provenance().requestId();
    }

    /** The address it came from. */
    public String from() {
        return entry.provenance().from();
    }
}
