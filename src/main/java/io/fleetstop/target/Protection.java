package io.fleetstop.target;

import java.util.Optional;

/** Which instances of a target are never stopped from here. */
@FunctionalInterface
public interface Protection {

    /** @return the name of the rule that protects the instance; empty when it may be stopped */
    Optional<String> ruleOf(String instanceId);
}
