package io.fleetstop.provider;

import java.util.Objects;

/**
 * What a cloud knows the caller by.
 *
 * @param securityToken comes with a temporary key and is sent beside it; null with a key that lasts
 */
public record AccessKey(String id, String secret, String securityToken) {

    public AccessKey {
        Objects.requireNonNull(id, "access key id");
        Objects.requireNonNull(secret, "access key secret");
    }

    /** Never the secret: whatever holds a key may end up in a log line. */
    @Override
    public String toString() {
        return "AccessKey[" + id.substring(0, Math.min(4, id.length())) + "…]";
    }
}
