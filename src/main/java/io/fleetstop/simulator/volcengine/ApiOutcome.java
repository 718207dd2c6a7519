package io.fleetstop.simulator.volcengine;

import io.fleetstop.wire.volcengine.ApiError;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What an action came to.
 *
 * @param error what it is refused with, empty when it succeeded
 * @param result what a successful answer holds
 * @param tookEffect whether the call changed an instance
 * @param whenGone to be run once the answer has gone to the caller, or can no longer get there
 */
public record ApiOutcome(Optional<ApiError> error, JsonObject result, boolean tookEffect, Runnable whenGone) {
    private static final Runnable NOTHING = () -> {};

    public static ApiOutcome refused(ApiError error) {
        return new ApiOutcome(Optional.of(error), new JsonObject(), false, NOTHING);
    }

    static ApiOutcome answered(JsonObject result, boolean tookEffect) {
        return new ApiOutcome(Optional.empty(), result, tookEffect, NOTHING);
    }

    /** The same answer to a call that had nothing left to do. */
    ApiOutcome repeated() {
        return new ApiOutcome(error, result, false, NOTHING);
    }

    ApiOutcome whenGone(Runnable action) {
        return new ApiOutcome(error, result, tookEffect, action);
    }
}
