package io.fleetstop.identity;

import io.fleetstop.identity.TenantsConfig.Tenant;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** What each tenant may do. */
@Startup
@Singleton
public class Tenants {
    static final String ALL = "*";

    private final AuthConfig.Mode mode;
    private final Map<String, Tenant> tenants;

    /** @throws IllegalArgumentException naming the setting that will not do */
    public Tenants(TenantsConfig config, AuthConfig auth) {
        this.mode = auth.mode();
        this.tenants = config.tenants();
        tenants.forEach((name, tenant) -> new TenantRules(name, tenant).check());
    }

    /** Operations that may be open at once in all jobs of the tenant. */
    public int mostOpenOperations(String tenant) {
        return tenants.get(tenant).maxOpenOperations();
    }

    /** Instances that the tenant may have stopped in any one hour; empty: as many as it likes. */
    public OptionalInt mostInstancesPerHour(String tenant) {
        return tenants.get(tenant).maxInstancesPerHour();
    }

    /** Requests a second that one replica takes of the tenant. */
    int requestsPerSecond(String tenant) {
        return tenants.get(tenant).requestsPerSecond();
    }

    /** Whether instances of the target are the tenant's to see and to stop. Asked again before each call, for rights that were taken back. */
    public boolean mayUse(String tenant, String target) {
        if (mode == AuthConfig.Mode.OPEN) {
            return true;
        }
        Set<String> targets = tenants.get(tenant).targets().orElse(Set.of());
        return targets.contains(ALL) || targets.contains(target);
    }

    /** By tenant, the targets that its settings name. */
    public Map<String, Set<String>> namedTargets() {
        return tenants.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        each -> each.getValue().targets().orElse(Set.of()).stream()
                                .filter(target -> !target.equals(ALL))
                                .collect(Collectors.toSet())));
    }
}
