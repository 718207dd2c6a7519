package io.fleetstop.simulator;

import io.fleetstop.simulator.volcengine.ApiOutcome;
import io.fleetstop.wire.volcengine.ApiError;
import java.util.List;
import java.util.Map;

/**
 * A Volcengine call that is through with the cloud, but for its answer.
 *
 * @param action empty when the call did not get as far as an action
 * @param region that the call was signed for; empty when nobody surely signed it
 * @param instanceIds the instances it named
 * @param fault what happens to its answer
 * @param headers to be sent besides the usual ones
 */
record ApiHandled(
        String action,
        String region,
        List<String> instanceIds,
        ApiOutcome outcome,
        Fault fault,
        Map<String, String> headers) {

    static ApiHandled refused(String action, String region, ApiError error) {
        return new ApiHandled(action, region, List.of(), ApiOutcome.refused(error), Fault.NONE, Map.of());
    }
}
