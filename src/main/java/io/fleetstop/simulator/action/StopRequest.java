package io.fleetstop.simulator.action;

import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import java.util.Set;

/** How an instance is to be stopped. */
record StopRequest(String stoppedMode, boolean force, boolean confirmed, boolean dryRun) {
    private static final String STOP_CHARGING = "StopCharging";
    private static final String KEEP_CHARGING = "KeepCharging";

    static StopRequest read(RpcCall call) {
        String mode = call.parameter("StoppedMode").orElse(KEEP_CHARGING);
        if (!Set.of(STOP_CHARGING, KEEP_CHARGING).contains(mode)) {
            throw new RpcRefusal(RpcError.invalid("StoppedMode"));
        }
        return new StopRequest(mode, call.flag("ForceStop"), call.flag("ConfirmStop"), call.flag("DryRun"));
    }

    boolean stopsCharging() {
        return stoppedMode.equals(STOP_CHARGING);
    }
}
