package io.fleetstop.simulator.action;

import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.wire.aliyun.RpcError;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judges and stops single instances for the actions that do.
 *
 * @param struck what instances are to be refused with, whatever their state, by id
 * @param requests how an instance is to be stopped
 */
record Stopping(Fleet fleet, Map<String, RpcError> struck, Function<Instance, StopRequest> requests) {

    /** What stands against the stop; empty when nothing does. Counts as a call that names the instance. */
    Optional<RpcError> refusal(String id) {
        return Optional.ofNullable(struck.get(id))
                .or(() -> fleet.find(id).map(this::refusal).orElse(Optional.of(StopErrors.NOT_FOUND)));
    }

    private Optional<RpcError> refusal(Instance instance) {
        instance.lookedAt();
        instance.countStopCall();
        return StopRules.refusal(instance, requests.apply(instance));
    }

    /** Stops what nothing stood against. Empty when it did; a refusal when somebody else was faster. */
    Optional<RpcError> stop(String id) {
        return fleet.find(id).filter(this::stop).isPresent()
                ? Optional.empty()
                : Optional.of(StopErrors.INCORRECT_STATUS);
    }

    private boolean stop(Instance instance) {
        StopRequest request = requests.apply(instance);
        return instance.stop(request.force(), request.stoppedMode());
    }
}
