package io.fleetstop.target;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.Credentials;
import io.smallrye.mutiny.Uni;

/** A key out of the configuration; its secret stays out of every text made of it. */
record FixedKey(AccessKey key) implements Credentials {

    @Override
    public Uni<AccessKey> accessKey() {
        return Uni.createFrom().item(key);
    }
}
