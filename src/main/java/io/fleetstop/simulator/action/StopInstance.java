package io.fleetstop.simulator.action;

import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import java.util.List;
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
    public Outcome run(RpcCall call) {
        StopRequest request = StopRequest.read(call);
        return fleet.find(call.required("InstanceId"))
                .map(instance -> stop(instance, request))
                .orElseGet(() -> Outcome.refused(StopErrors.NOT_FOUND));
    }

    @Override
    public Outcome runWithoutInstances(RpcCall call) {
        StopRequest.read(call);
        return Outcome.refused(StopErrors.NOT_FOUND);
    }

    private static Outcome stop(Instance instance, StopRequest request) {
        instance.lookedAt();
        instance.countStopCall();
        Optional<RpcError> refusal = StopRules.refusal(instance, request);
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        if (request.dryRun()) {
            return Outcome.refused(StopErrors.DRY_RUN_PASSED);
        }
        return instance.stop(request.force(), request.stoppedMode())
                ? Outcome.changed()
                : Outcome.refused(StopErrors.INCORRECT_STATUS);
    }
}
