package io.fleetstop.intake;

import io.fleetstop.target.Target;
import io.fleetstop.target.Targets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Which target a request means that names a region, or not even that, as the clouds' own clients do. */
@ApplicationScoped
public class TargetsByRegion {
    private final Targets targets;

    TargetsByRegion(Targets targets) {
        this.targets = targets;
    }

    /**
     * The default target, whichever cloud's, where it lies in the region; else all of the cloud's targets there. Region ids are no help
     * in telling the clouds apart: both have a {@code cn-beijing}.
     *
     * @param cloud its word in the configuration
     * @param region empty: any
     * @return names of targets; exactly one where the request is clear
     */
    public List<String> meant(String cloud, Optional<String> region) {
        Optional<Target> byDefault = targets.byDefault().filter(target -> isIn(region, target));
        if (byDefault.isPresent()) {
            return List.of(byDefault.get().name());
        }
        return targets.all().stream()
                .filter(target -> target.cloud().word().equals(cloud) && isIn(region, target))
                .map(Target::name)
                .toList();
    }

    private static boolean isIn(Optional<String> region, Target target) {
        return region.isEmpty() || region.get().equals(target.region());
    }
}
