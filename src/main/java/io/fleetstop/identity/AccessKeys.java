package io.fleetstop.identity;

import io.fleetstop.identity.AccessKeysConfig.Key;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Who holds which access key. Without any configured, nobody does: a call that needs a key is then refused, whatever the mode. */
@Startup
@Singleton
public class AccessKeys {

    /** Ids stand in records and log lines. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /** As the record keeps them. */
    private static final Pattern TENANT = Pattern.compile("[\\x21-\\x7E]{1,64}");

    private final Map<String, Key> keys;

    /** @throws IllegalArgumentException naming the setting that will not do, and never a secret */
    AccessKeys(AccessKeysConfig config) {
        keys = Map.copyOf(config.accessKeys());
        keys.forEach(AccessKeys::check);
    }

    /** Empty for a key that does not exist. For checking a signature with, and for nothing else. */
    public Optional<String> secretOf(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId))
                .map(key -> key.secret().get());
    }

    /**
     * Who calls, given that the call was surely signed with the key.
     *
     * @param accessKeyId one that exists
     */
    public Caller holderOf(String accessKeyId) {
        String tenant = keys.get(accessKeyId).tenant();
        return new Caller(tenant, tenant + "/" + accessKeyId);
    }

    private static void check(String id, Key key) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("fleetstop.access-keys.\"" + id
                    + "\": an access key id is up to 128 letters, digits, dots, dashes and underscores");
        }
        if (!TENANT.matcher(key.tenant()).matches()) {
            throw new IllegalArgumentException("fleetstop.access-keys.\"" + id
                    + "\".tenant must be 1 to 64 printable ASCII characters without spaces");
        }
    }
}
