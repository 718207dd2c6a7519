package io.fleetstop.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Set;

/** The keys with which the clouds' own clients sign what they ask of this service. They have nothing to do with any cloud's keys. */
@ConfigMapping(prefix = "fleetstop")
public interface AccessKeysConfig {

    /**
     * By access key id, {@code fleetstop.access-keys."AKID".secret}. An id is told apart by its case, which the name of an environment
     * variable does not carry: {@code FLEETSTOP_ACCESS_KEYS__AKID__SECRET} makes the key {@code akid}. An id with capital letters needs
     * the same name in a file, if only empty.
     */
    Map<String, Key> accessKeys();

    /** One of them. */
    interface Key {

        /** What the caller signs with, and never sends. Too short a one can be guessed from a single signed call. */
        Secret<String> secret();

        /** Whose jobs these are. */
        String tenant();

        /** What the holder may do, of {@link Role}. */
        @WithDefault("submit")
        Set<String> roles();
    }
}
