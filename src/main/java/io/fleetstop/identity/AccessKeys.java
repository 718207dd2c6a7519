package io.fleetstop.identity;

import io.fleetstop.identity.AccessKeysConfig.Key;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who holds which access key. Without any configured, an open service takes every caller's word for it; else nobody holds one, and every
 * call that needs a key is refused.
 */
@Startup
@Singleton
public class AccessKeys {

    /** Ids stand in records and log lines. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private final Map<String, Key> keys;
    private final boolean checked;
    private final RequestRates rates;

    /** @throws IllegalArgumentException naming the setting that will not do, and never a secret */
    AccessKeys(AccessKeysConfig config, AuthConfig auth, RequestRates rates) {
        keys = Map.copyOf(config.accessKeys());
        checked = auth.mode() != AuthConfig.Mode.OPEN || !keys.isEmpty();
        this.rates = rates;
        keys.forEach(AccessKeys::check);
        mustDiffer(keys);
    }

    /** Whether a signature must be that of a key's secret. Where not, anybody may have signed, with whatever came to hand. */
    public boolean areChecked() {
        return checked;
    }

    /** Empty for a key that does not exist. For checking a signature with, and for nothing else. */
    public Optional<String> secretOf(String accessKeyId) {
        return Optional.ofNullable(keys.get(accessKeyId))
                .map(key -> key.secret().get());
    }

    /**
     * Who calls, given that the call was surely signed with the key, or that keys are not checked.
     *
     * @param accessKeyId one that exists, or where keys are not checked, what the caller says
     * @param from the address that the call came from
     */
    public Caller holderOf(String accessKeyId, String from) {
        if (!checked) {
            return Caller.anyone(ID.matcher(accessKeyId).matches() ? accessKeyId : Caller.NOBODY, from);
        }
        Key key = keys.get(accessKeyId);
        return new Caller(
                key.tenant(),
                key.tenant() + "/" + accessKeyId,
                from,
                roles(key).collect(Collectors.toUnmodifiableSet()),
                rates.isOver(key.tenant()));
    }

    private static Stream<Role> roles(Key key) {
        return key.roles().stream().map(word -> Role.of(word).orElseThrow());
    }

    /** The signatures of some calls do not cover the key's id: by one secret for two, such a call could be turned into the other's. */
    private static void mustDiffer(Map<String, Key> keys) {
        Map<String, String> bySecret = new HashMap<>();
        keys.forEach((id, key) -> {
            String other = bySecret.put(key.secret().get(), id);
            if (other != null) {
                throw new IllegalArgumentException("fleetstop.access-keys.\"" + id + "\".secret is that of the key '"
                        + other + "' as well; each key needs one of its own");
            }
        });
    }

    private static void check(String id, Key key) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("fleetstop.access-keys.\"" + id
                    + "\": an access key id is up to 128 letters, digits, dots, dashes and underscores");
        }
        // One that is missing is no complaint of whoever reads the settings.
        if (key.secret() == null
                || key.secret().get() == null
                || key.secret().get().isBlank()) {
            throw new IllegalArgumentException("fleetstop.access-keys.\"" + id + "\".secret is missing");
        }
        for (String role : key.roles()) {
            if (Role.of(role).isEmpty()) {
                throw new IllegalArgumentException("fleetstop.access-keys.\"" + id + "\".roles: '" + role
                        + "' is no role; there are " + Role.words());
            }
        }
        if (!TenantRules.NAME.matcher(key.tenant()).matches()) {
            throw new IllegalArgumentException("fleetstop.access-keys.\"" + id
                    + "\".tenant must be 1 to 64 printable ASCII characters without spaces");
        }
    }
}
