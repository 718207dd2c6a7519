package io.fleetstop.simulator.action;

import io.fleetstop.wire.aliyun.RpcError;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What an action came to.
 *
 * @param error what it is refused with, empty when it succeeded
 * @param fields the fields of a successful answer
 * @param tookEffect whether the call changed an instance
 */
public record Outcome(Optional<RpcError> error, JsonObject fields, boolean tookEffect) {

    public static Outcome refused(RpcError error) {
        return new Outcome(Optional.of(error), new JsonObject(), false);
    }

    static Outcome changed(JsonObject fields) {
        return new Outcome(Optional.empty(), fields, true);
    }

    static Outcome read(JsonObject fields) {
        return new Outcome(Optional.empty(), fields, false);
    }
}
