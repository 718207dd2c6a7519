package io.fleetstop.simulator.volcengine;

import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.wire.volcengine.ApiCall;
import io.fleetstop.wire.volcengine.ApiError;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stops one instance, or says whether it could. What is wrong with it is the error of the whole call. */
public final class StopInstance implements ApiAction {
    private final Fleet fleet;
    private final ClientTokens tokens;

    public StopInstance(Fleet fleet, ClientTokens tokens) {
        this.fleet = fleet;
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "StopInstance";
    }

    @Override
    public boolean changesInstances() {
        return true;
    }

    @Override
    public List<String> namedIn(ApiCall call) {
        return List.of(call.parameters().find("InstanceId").orElse(""));
    }

    @Override
    public ApiOutcome run(ApiCall call, String accessKeyId, Map<String, ApiError> struck) {
        StopOptions options = StopOptions.read(call);
        List<String> ids = namedIn(call);
        return tokens.once(
                accessKeyId, name(), options, ids, () -> stop(new Stopping(fleet, options, struck), ids.get(0)));
    }

    private static ApiOutcome stop(Stopping stopping, String instanceId) {
        Optional<ApiError> refusal = stopping.stop(instanceId);
        if (refusal.isPresent()) {
            return ApiOutcome.refused(refusal.get());
        }
        return stopping.options().dryRun()
                ? ApiOutcome.refused(PageErrors.DRY_RUN_PASSED)
                : ApiOutcome.answered(new JsonObject(), true);
    }
}
