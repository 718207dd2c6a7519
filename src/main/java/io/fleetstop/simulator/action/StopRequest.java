package io.fleetstop.simulator.action;

import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import java.util.Set;

/** How an instance is to be stopped. */
record StopRequest(String stoppedMode, boolean force, boolean confirmed, boolean dryRun) {
    private static final String STOP_CHARGING = "StopCharging";
    private static final String KEEP_CHARGING = "KeepCharging";

    /** The action for many knows no {@code ConfirmStop}. */
    static StopRequest readForMany(RpcCall call) {
        StopRequest request = read(call);
        return new StopRequest(request.stoppedMode, request.force, false, request.dryRun);
    }

    static StopRequest read(RpcCall call) {
        String mode = call.parameter("StoppedMode").orElse(KEEP_CHARGING);
        if (!Set.of(STOP_CHARGING, KEEP_CHARGING).contains(mode)) {
            throw new RpcRefusal(RpcError.invalid("StoppedMode"));
        }
        return new StopRequest(mode, call.flag("ForceStop"), call.flag("ConfirmStop"), call.flag("DryRun"));
    }

    /** What cannot stop charging stops all the same and goes on charging, as the page has it for the action for many. */
    StopRequest asFarAsItGoes(Instance instance) {
        return StopRules.canStopCharging(instance) ? this : new StopRequest(KEEP_CHARGING, force, confirmed, dryRun);
    }

    boolean stopsCharging() {
        return stoppedMode.equals(STOP_CHARGING);
    }
}
