package io.fleetstop.actionapi;

import java.util.function.BooleanSupplier;

/**
 * What a call has beside its words.
 *
 * @param requestId the request's name
 * @param from the address it came from
 * @param hasLeft whether nobody waits for the answer any more
 */
public record Origin(String requestId, String from, BooleanSupplier hasLeft) {}
