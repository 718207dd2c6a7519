package io.fleetstop.target;

import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;

/** Every target by name, and the one that is meant where a request names none. */
@ConfigMapping(prefix = "fleetstop")
public interface TargetsConfig {

    Map<String, TargetConfig> targets();

    /** Absent: a request must name its target. */
    Optional<String> defaultTarget();
}
