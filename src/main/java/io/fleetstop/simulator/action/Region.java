package io.fleetstop.simulator.action;

import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;

/** The one region that the simulated cloud has. */
public record Region(String name) {
    private static final RpcError UNKNOWN =
            new RpcError(404, "InvalidRegionId.NotFound", "The specified RegionId does not exist.");

    /** @throws RpcRefusal unless the call is for this region */
    void require(RpcCall call) {
        if (!call.required("RegionId").equals(name)) {
            throw new RpcRefusal(UNKNOWN);
        }
    }
}
