package io.fleetstop.intake;

import io.fleetstop.identity.Tenants;
import io.fleetstop.target.Targets;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;

/** Finds at start what would only be found at a tenant's first job: that a target of its is spelt wrong. */
@Startup
@Singleton
class TargetsOfTenants {

    /** @throws IllegalArgumentException naming the setting that will not do */
    TargetsOfTenants(Tenants tenants, Targets targets) {
        tenants.namedTargets()
                .forEach((tenant, names) -> names.forEach(name -> {
                    if (targets.named(name).isEmpty()) {
                        throw new IllegalArgumentException(
                                "fleetstop.tenants.\"" + tenant + "\".targets: no target is named '" + name + "'");
                    }
                }));
    }
}
