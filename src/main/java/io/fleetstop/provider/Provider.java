package io.fleetstop.provider;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * One account and region of a cloud. No method fails: whatever comes back, or does not come back, is an answer with a meaning. Each
 * answers within the call time-out it was made with.
 */
public interface Provider {

    /** Most ids that one {@link #states} call takes; both clouds have the same bound. */
    int MOST_IDS = 100;

    /** Asks the cloud to stop the instance. */
    Uni<StopAnswer> stop(StopOrder order);

    /** Asks whether the cloud would take this stop. Cannot stop anything, whatever goes wrong. */
    Uni<StopAnswer> check(CheckOrder order);

    /** Reads the states of up to {@link #MOST_IDS} instances with one call. */
    Uni<StatesAnswer> states(List<String> instanceIds);
}
