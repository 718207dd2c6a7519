package io.fleetstop.identity;

import io.fleetstop.identity.TenantsConfig.Tenant;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which tenant a person or a program belongs to, and what it may do there. */
@Startup
@Singleton
class Members {
    private static final Set<Role> EVERYBODYS = EnumSet.of(Role.READ, Role.SUBMIT);

    private final Map<String, Tenant> tenants;
    private final Map<String, String> bySubject = new HashMap<>();

    /** @throws IllegalArgumentException when a subject would belong to two tenants */
    Members(TenantsConfig config) {
        this.tenants = config.tenants();
        tenants.forEach((name, tenant) -> tenant.subjects().orElse(Set.of()).forEach(subject -> {
            String other = bySubject.put(subject, name);
            if (other != null) {
                throw new IllegalArgumentException("fleetstop.tenants.\"" + name + "\".subjects: '" + subject
                        + "' belongs to the tenant '" + other + "' already");
            }
        }));
    }

    /** What a tenant's member may do. */
    record Membership(String tenant, Set<Role> roles) {}

    /**
     * A subject that is listed belongs where it is listed; else its groups decide.
     *
     * @return empty for who belongs to none; several for who is in groups of several, and it cannot be told which is meant
     */
    List<Membership> of(String subject, Collection<String> groups) {
        return Optional.ofNullable(bySubject.get(subject)).map(List::of).orElseGet(() -> tenantsOf(groups)).stream()
                .map(tenant -> new Membership(tenant, roles(tenants.get(tenant), subject, groups)))
                .toList();
    }

    private List<String> tenantsOf(Collection<String> groups) {
        return tenants.entrySet().stream()
                .filter(each ->
                        each.getValue().groups().orElse(Set.of()).stream().anyMatch(groups::contains))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Set<Role> roles(Tenant tenant, String subject, Collection<String> groups) {
        return EnumSet.allOf(Role.class).stream()
                .filter(role -> has(tenant, role, subject, groups))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean has(Tenant tenant, Role role, String subject, Collection<String> groups) {
        Set<String> holders = tenant.roles().get(role.word());
        if (holders == null) {
            return EVERYBODYS.contains(role);
        }
        Set<String> subjects = tenant.subjects().orElse(Set.of());
        return holders.contains(Tenants.ALL)
                || holders.contains(subject) && subjects.contains(subject)
                || holders.stream()
                        .anyMatch(holder -> groups.contains(holder)
                                && tenant.groups().orElse(Set.of()).contains(holder));
    }
}
