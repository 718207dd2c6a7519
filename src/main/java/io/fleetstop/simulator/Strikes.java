package io.fleetstop.simulator;

import io.fleetstop.simulator.volcengine.ApiAction;
import io.fleetstop.simulator.volcengine.PageErrors;
import io.fleetstop.wire.volcengine.ApiError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The faults that strike one Volcengine call: on single instances those that a verdict can tell, on the whole call all others. Where an
 * action judges each instance, a fault on one leaves the others alone.
 */
record Strikes(Fault onTheCall, Map<String, ApiError> onInstances) {

    /** Takes them from those that are planned. */
    static Strikes take(Faults faults, ApiAction action, List<String> ids) {
        if (!action.judgesEach()) {
            return onAll(faults.next(action.name(), action.changesInstances() ? ids : List.of()), ids);
        }
        Fault onTheCall = Fault.NONE;
        Map<String, ApiError> onInstances = new HashMap<>();
        for (String id : ids) {
            Fault fault = faults.takeOnInstance(id);
            verdict(fault).ifPresent(error -> onInstances.put(id, error));
            onTheCall = onTheCall == Fault.NONE && verdict(fault).isEmpty() ? fault : onTheCall;
        }
        Strikes onAll = onAll(onTheCall == Fault.NONE ? faults.takeOnAction(action.name()) : onTheCall, ids);
        onInstances.putAll(onAll.onInstances());
        return new Strikes(onAll.onTheCall(), onInstances);
    }

    /** What is wrong with an instance is wrong with all that the call names. */
    private static Strikes onAll(Fault fault, List<String> ids) {
        Map<String, ApiError> onInstances = new HashMap<>();
        if (fault == Fault.INSTANCE_NOT_FOUND || fault == Fault.WRONG_STATUS) {
            ids.forEach(id -> onInstances.put(id, verdict(fault).orElseThrow()));
        }
        return new Strikes(fault, onInstances);
    }

    private static Optional<ApiError> verdict(Fault fault) {
        return switch (fault) {
            case THROTTLED, THROTTLED_WITH_HINT -> Optional.of(PageErrors.FLOW_LIMIT);
            case INTERNAL_ERROR -> Optional.of(PageErrors.INTERNAL);
            case INSTANCE_NOT_FOUND -> Optional.of(PageErrors.NOT_FOUND);
            case WRONG_STATUS -> Optional.of(PageErrors.WRONG_STATUS);
            case NONE,
                    SERVICE_UNAVAILABLE,
                    FORBIDDEN,
                    KEY_NOT_FOUND,
                    BAD_GATEWAY_PAGE,
                    HANG_BEFORE_EFFECT,
                    BROKEN_BEFORE_EFFECT,
                    HANG_AFTER_EFFECT,
                    BROKEN_AFTER_EFFECT,
                    SLOW,
                    TRUNCATED_BODY,
                    EMPTY_BODY,
                    OVERSIZED_BODY -> Optional.empty();
        };
    }
}
