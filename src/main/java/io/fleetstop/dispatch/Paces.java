package io.fleetstop.dispatch;

import io.fleetstop.pacing.SharedPace;
import io.fleetstop.target.Target;

/** Where the pace of a target's stops is shared. */
@FunctionalInterface
interface Paces {

    /**
     * Calls per second to a target of which nothing is known. Lower: accounts with a large quota wait in their first job. Higher: those
     * with a small one refuse more of its calls.
     */
    double INITIAL_RATE = 40;

    SharedPace of(Target target);

    static double initialRate(Target target) {
        return target.initialRate()
                .orElse(Math.min(INITIAL_RATE, target.maxRate().orElse(INITIAL_RATE)));
    }
}
