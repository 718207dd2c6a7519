package io.fleetstop.simulator.volcengine;

import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.wire.volcengine.ApiCall;
import io.fleetstop.wire.volcengine.ApiError;
import io.fleetstop.wire.volcengine.ApiRefusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stops up to a hundred instances, each with a verdict of its own. */
public final class StopInstances implements ApiAction {
    private static final int MOST_IDS = 100;

    private final Fleet fleet;
    private final ClientTokens tokens;

    public StopInstances(Fleet fleet, ClientTokens tokens) {
        this.fleet = fleet;
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "StopInstances";
    }

    @Override
    public boolean changesInstances() {
        return true;
    }

    @Override
    public boolean judgesEach() {
        return true;
    }

    @Override
    public List<String> namedIn(ApiCall call) {
        List<String> ids =
                call.parameters().numbered("InstanceIds").stream().distinct().toList();
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw new ApiRefusal(PageErrors.COUNT);
        }
        return ids;
    }

    @Override
    public ApiOutcome run(ApiCall call, String accessKeyId, Map<String, ApiError> struck) {
        StopOptions options = StopOptions.read(call).carriedOut();
        List<String> ids = namedIn(call);
        return tokens.once(accessKeyId, name(), options, ids, () -> stopAll(new Stopping(fleet, options, struck), ids));
    }

    private static ApiOutcome stopAll(Stopping stopping, List<String> ids) {
        JsonArray details = new JsonArray();
        boolean tookEffect = false;
        for (String id : ids) {
            JsonObject detail = new JsonObject().put("InstanceId", id);
            Optional<ApiError> refusal = stopping.stop(id);
            refusal.ifPresent(error -> detail.put(
                    "Error", new JsonObject().put("Code", error.code()).put("Message", error.message())));
            tookEffect |= refusal.isEmpty();
            details.add(detail);
        }
        return ApiOutcome.answered(new JsonObject().put("OperationDetails", details), tookEffect);
    }
}
