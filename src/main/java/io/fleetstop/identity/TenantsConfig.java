package io.fleetstop.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithDefaults;
import java.util.Map;

/** Whom the service works for. */
@ConfigMapping(prefix = "fleetstop")
public interface TenantsConfig {

    @WithDefaults
    Map<String, Tenant> tenants();

    /** One of them. */
    interface Tenant {

        /**
         * Operations of jobs that are not over. Too low: large fleets are sent away. Too high: one tenant's backlog fills the record. Past
         * it a request is refused with 429 and nothing is stored.
         */
        @WithDefault("10000")
        int maxOpenOperations();
    }
}
