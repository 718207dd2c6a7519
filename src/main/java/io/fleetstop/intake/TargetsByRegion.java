package io.fleetstop.intake;

import io.fleetstop.identity.Tenants;
import io.fleetstop.target.Target;
import io.fleetstop.target.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Which target a request means that names a region, or not even that, as the clouds' own clients do. */
@ApplicationScoped
public class TargetsByRegion {
    private final Targets targets;
    private final Tenants tenants;

    TargetsByRegion(Targets targets, Tenants tenants) {
        this.targets = targets;
        this.tenants = tenants;
    }

    /**
     * The cloud's targets in the region that the tenant may use, or of them the default one alone; where it has none there, the default target of another cloud. The
     * cloud goes first since region ids do not tell clouds apart: both have a {@code cn-beijing}.
     *
     * @param cloud its word in the configuration
     * @param region empty: any
     * @return names of targets; exactly one where the request is clear
     */
    public List<String> meant(String tenant, String cloud, Optional<String> region) {
        Optional<String> byDefault = targets.byDefault()
                .filter(target -> isIn(region, target) && tenants.mayUse(tenant, target.name()))
                .map(Target::name);
        List<String> ofTheCloud = targets.all().stream()
                .filter(target -> target.cloud().word().equals(cloud)
                        && isIn(region, target)
                        && tenants.mayUse(tenant, target.name()))
                .map(Target::name)
                .toList();
        return byDefault
                .filter(name -> ofTheCloud.isEmpty() || ofTheCloud.contains(name))
                .map(List::of)
                .orElse(ofTheCloud);
    }

    private static boolean isIn(Optional<String> region, Target target) {
        return region.isEmpty() || region.get().equals(target.region());
    }
}
