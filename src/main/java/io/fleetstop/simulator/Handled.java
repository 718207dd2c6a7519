package io.fleetstop.simulator;

import io.fleetstop.simulator.action.Outcome;
import io.fleetstop.wire.aliyun.RpcError;
import java.util.List;
import java.util.Map;

/**
 * A call that is through with the cloud, but for its answer.
 *
 * @param action empty when the call did not get as far as an action
 * @param instanceIds the instances it named
 * @param fault what happens to its answer
 * @param headers to be sent besides the usual ones
 */
record Handled(String action, List<String> instanceIds, Outcome outcome, Fault fault, Map<String, String> headers) {

    static Handled refused(String action, RpcError error) {
        return new Handled(action, List.of(), Outcome.refused(error), Fault.NONE, Map.of());
    }
}
