package io.fleetstop.actionapi.aliyun;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.job.StopJob;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import io.vertx.core.json.JsonObject;

/** Stops one instance, with the parameters and the errors of the vendor's page "StopInstance". */
final class StopInstance implements Action {

    /** The page gives the code alone; status and text are those of sibling products. */
    private static final RpcError CHECK_PASSED =
            new RpcError(400, "DryRunOperation", "Request validation has been passed with DryRun flag set.");

    @Override
    public String name() {
        return "StopInstance";
    }

    @Override
    public void read(RpcCall call, ObjectNode request) {
        request.putArray("instanceIds").add(call.required("InstanceId"));
        request.put("confirmStop", call.flag("ConfirmStop"));
        if (call.flag("Hibernate")) {
            // A plain stop would lose what the caller wants kept.
            throw new RpcRefusal(RpcError.invalid("Hibernate"));
        }
    }

    @Override
    public JsonObject answer(StopJob job) {
        StopJob.Operation operation = job.operations().get(0);
        if (operation.state().isUnsuccessful()) {
            throw new RpcRefusal(InstanceErrors.of(job, operation));
        }
        if (job.options().dryRun()) {
            throw new RpcRefusal(CHECK_PASSED);
        }
        return new JsonObject();
    }
}
