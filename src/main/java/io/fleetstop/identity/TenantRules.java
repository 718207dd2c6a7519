package io.fleetstop.identity;

import io.fleetstop.identity.TenantsConfig.Tenant;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** What a tenant's settings must be. A complaint is one line that begins with the key to mend. */
record TenantRules(String name, Tenant tenant) {
    /** As the record keeps them. */
    static final Pattern NAME = Pattern.compile("[\\x21-\\x7E]{1,64}");

    /** A job of the largest size must fit. */
    private static final int LARGEST_JOB = 100;

    /** @throws IllegalArgumentException naming the first setting that will not do */
    void check() {
        require(
                NAME.matcher(name).matches(),
                "",
                "a tenant's name is 1 to 64 printable ASCII characters without spaces");
        require(
                tenant.maxOpenOperations() >= LARGEST_JOB,
                ".max-open-operations",
                "must be at least " + LARGEST_JOB + ", the largest job");
        require(
                tenant.maxInstancesPerHour().orElse(LARGEST_JOB) >= 1,
                ".max-instances-per-hour",
                "must be at least 1; a tenant that may stop nothing has no targets");
        require(tenant.requestsPerSecond() >= 1, ".requests-per-second", "must be at least 1");
        tenant.roles().forEach(this::checkRole);
    }

    private void checkRole(String role, Set<String> members) {
        String setting = ".roles." + role;
        require(Role.of(role).isPresent(), setting, "is no role; there are " + Role.words());
        Set<String> subjects = tenant.subjects().orElse(Set.of());
        Set<String> groups = tenant.groups().orElse(Set.of());
        var both = new HashSet<>(subjects);
        both.retainAll(groups);
        members.forEach(member -> {
            require(
                    member.equals(Tenants.ALL) || subjects.contains(member) || groups.contains(member),
                    setting,
                    "'" + member + "' is neither in the tenant's subjects nor in its groups");
            require(
                    !both.contains(member),
                    setting,
                    "'" + member + "' is a subject and a group of the tenant: which is meant?");
        });
    }

    private void require(boolean fine, String setting, String complaint) {
        if (!fine) {
            throw new IllegalArgumentException("fleetstop.tenants.\"" + name + "\"" + setting + ": " + complaint);
        }
    }
}
