package io.fleetstop.simulator.volcengine;

import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.wire.volcengine.ApiError;
import java.util.Map;
import java.util.Optional;

/** Stops single instances for the actions that do. */
record Stopping(Fleet fleet, StopOptions options, Map<String, ApiError> struck) {

    /** What the stop is refused with; empty when it was taken, or would be. */
    Optional<ApiError> stop(String instanceId) {
        if (instanceId.isEmpty()) {
            return Optional.of(PageErrors.ID_MISSING);
        }
        return Optional.ofNullable(struck.get(instanceId))
                .or(() -> fleet.find(instanceId).map(this::stop).orElse(Optional.of(PageErrors.NOT_FOUND)));
    }

    private Optional<ApiError> stop(Instance instance) {
        instance.lookedAt();
        instance.countStopCall();
        Optional<ApiError> refusal = StopVerdict.refusal(instance, options);
        if (refusal.isPresent() || options.dryRun()) {
            return refusal;
        }
        return instance.stop(options.force(), options.stoppedMode())
                ? Optional.empty()
                : Optional.of(PageErrors.WRONG_STATUS);
    }
}
