package io.fleetstop.simulator.action;

import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Stops one instance. A dry run goes the same way up to the last step. */
public final class StopInstance implements Action {
    private final Fleet fleet;

    public StopInstance(Fleet fleet) {
        this.fleet = fleet;
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
    public List<String> namedIn(RpcCall call) {
        return List.of(call.required("InstanceId"));
    }

    @Override
    public Outcome run(RpcCall call, Map<String, RpcError> struck) {
        StopRequest request = StopRequest.read(call);
        String id = call.required("InstanceId");
        Stopping stopping = new Stopping(fleet, struck, instance -> request);
        return stopping.refusal(id)
                .or(() -> request.dryRun() ? Optional.of(StopErrors.DRY_RUN_PASSED) : stopping.stop(id))
                .map(Outcome::refused)
                .orElseGet(() -> Outcome.changed(new JsonObject()));
    }
}
