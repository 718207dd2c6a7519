package io.fleetstop;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where secrets are that do not stand in the environment. {@link SecretFiles} reads them. */
@ConfigMapping(prefix = "fleetstop.secrets")
public interface SecretsConfig {

    /**
     * A folder with a file for each setting, named as the setting, such as {@code fleetstop.auth.client-secret}. Read once, at start. A
     * system property or {@code FLEETSTOP_SECRETS_DIR}; in a file it is too late.
     */
    Optional<String> dir();
}
