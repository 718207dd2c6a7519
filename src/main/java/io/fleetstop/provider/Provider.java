package io.fleetstop.provider;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * One account and region of a cloud. No method fails: whatever comes back, or does not come back, is an answer with a meaning. Each
 * answers within the call time-out it was made with.
 */
public interface Provider {
    /** Most ids that one call takes; both clouds have the same bound for reading and for stopping. */
    int MOST_IDS = 100;

    /** Asks the cloud to stop the instances, with one call. */
    Uni<StopAnswers> stop(StopOrder order);

    /**
     * Whether one stop may name several instances.
     *
     * @param confirm as in the order
     */
    boolean stopsMany(boolean confirm);

    /** Asks whether the cloud would take this stop. Cannot stop anything, whatever goes wrong. */
    Uni<StopAnswer> check(CheckOrder order);

    /** Reads the states of up to {@link #MOST_IDS} instances with one call. */
    Uni<StatesAnswer> states(List<String> instanceIds);
}
