package io.fleetstop.provider;

import io.smallrye.mutiny.Uni;

/** Where the key of one account comes from. */
@FunctionalInterface
public interface Credentials {

    /**
     * The key to sign the next call with. Never blocks the caller, and ends in bounded time. Fails when there is no key to be had right
     * now, which says nothing about whether the account may do something: no call was made.
     */
    Uni<AccessKey> accessKey();
}
