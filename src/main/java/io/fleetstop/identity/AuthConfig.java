package io.fleetstop.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How callers prove who they are. */
@ConfigMapping(prefix = "fleetstop.auth")
public interface AuthConfig {

    /** What a caller must show. Too open lets everybody who reaches the port stop instances; hence the strict default. */
    @WithDefault("required")
    Mode mode();

    /** The choices. */
    enum Mode {
        /** Nothing is asked; every caller is the same tenant. The service then listens on loopback only. */
        OPEN,
        /** Every caller proves an identity. */
        REQUIRED
    }
}
