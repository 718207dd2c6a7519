package io.fleetstop.target;

import io.smallrye.config.ConfigMapping;
import java.util.Map;
import java.util.Optional;

/** Every target by name, and the one that is meant where a request names none. */
@ConfigMapping(prefix = "fleetstop")
public interface TargetsConfig {

    /**
     * By name. As a variable of the environment, the name stands between double underscores: {@code FLEETSTOP_TARGETS__PROD__REGION}. It
     * comes out in lower case, and an underscore in it as a dot, which no name may hold; a dash must be a dash in the variable too,
     * {@code FLEETSTOP_TARGETS__prod-hangzhou__REGION}, or the same key must stand in a file, if only empty.
     */
    Map<String, TargetConfig> targets();

    /** Absent: a request must name its target. */
    Optional<String> defaultTarget();
}
