package io.fleetstop.target;

import io.fleetstop.provider.AccessKey;
import java.time.Instant;

/** Where a vendor's own library finds the key of this process. Asking may block, on files and HTTP. */
@FunctionalInterface
interface KeySource {

    /** @throws Exception when there is no key to be had right now */
    Found find() throws Exception;

    /** @param goodUntil when it expires at the earliest; {@link Instant#MAX} for a key that lasts */
    record Found(AccessKey key, Instant goodUntil) {}
}
