package io.fleetstop.identity;

import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** What each tenant may do. */
@Startup
@Singleton
public class Tenants {
    /** A job of the largest size must fit. */
    private static final int LEAST_OPEN = 100;

    private final TenantsConfig config;

    Tenants(TenantsConfig config) {
        config.tenants().forEach((name, tenant) -> {
            if (tenant.maxOpenOperations() < LEAST_OPEN) {
                throw new IllegalArgumentException("fleetstop.tenants.\"" + name
                        + "\".max-open-operations must be at least " + LEAST_OPEN + ", the largest job");
            }
        });
        this.config = config;
    }

    /** Operations that may be open at once in all jobs of the tenant. */
    public int mostOpenOperations(String tenant) {
        return config.tenants().get(tenant).maxOpenOperations();
    }
}
