package io.fleetstop.actionapi.aliyun;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fleetstop.job.OperationState;
import io.fleetstop.job.StopJob;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Stops up to a hundred instances, each with a verdict of its own, as the vendor's page "StopInstances" has it for SuccessFirst. */
final class StopInstances implements Action {
    private static final String OPTIMIZATION = "BatchOptimization";
    private static final String SUCCESS_FIRST = "SuccessFirst";
    private static final String ALL_TOGETHER = "AllTogether";

    /** This action's own word for a check that found nothing wrong. */
    private static final RpcError CHECK_PASSED =
            new RpcError(400, "DRYRUN.SUCCESS", "Request validation has been passed with DryRun flag set.");

    @Override
    public String name() {
        return "StopInstances";
    }

    @Override
    public void read(RpcCall call, ObjectNode request) {
        call.required("RegionId");
        // Absent means AllTogether by the vendor's page, and no stop can be undone: whoever relies on it must not get
        // the other.
        String optimization = call.parameter(OPTIMIZATION).orElse(ALL_TOGETHER);
        if (optimization.equals(ALL_TOGETHER)) {
            throw new RpcRefusal(new RpcError(
                    400,
                    "InvalidParameter",
                    "The specified parameter \"BatchOptimization\" is not valid: AllTogether, its default, cannot be kept here, since a"
                            + " stop cannot be undone. Send SuccessFirst."));
        }
        if (!optimization.equals(SUCCESS_FIRST)) {
            throw new RpcRefusal(RpcError.invalid(OPTIMIZATION));
        }
        ArrayNode ids = request.putArray("instanceIds");
        call.numbered("InstanceId").forEach(ids::add);
        if (ids.isEmpty()) {
            throw new RpcRefusal(RpcError.missing("InstanceId.N"));
        }
    }

    /** A check that failed for some is told for each, where the vendor says "success" whatever was found. */
    @Override
    public JsonObject answer(StopJob job) {
        boolean allWell = job.operations().stream()
                .noneMatch(operation -> operation.state().isUnsuccessful());
        if (job.options().dryRun() && allWell) {
            throw new RpcRefusal(CHECK_PASSED);
        }
        JsonArray verdicts = new JsonArray();
        job.operations().forEach(operation -> verdicts.add(verdict(job, operation)));
        return new JsonObject().put("InstanceResponses", new JsonObject().put("InstanceResponse", verdicts));
    }

    private static JsonObject verdict(StopJob job, StopJob.Operation operation) {
        JsonObject verdict = new JsonObject().put("InstanceId", operation.instanceId());
        if (operation.state().isUnsuccessful()) {
            return said(verdict, InstanceErrors.of(job, operation));
        }
        if (job.options().dryRun()) {
            return said(verdict, CHECK_PASSED);
        }
        String now = operation.state() == OperationState.Stopped ? "Stopped" : "Stopping";
        return verdict.put("PreviousStatus", operation.alreadyStopped() ? now : "Running")
                .put("CurrentStatus", now)
                .put("Code", "200")
                .put("Message", "success");
    }

    private static JsonObject said(JsonObject verdict, RpcError error) {
        return verdict.put("Code", error.code()).put("Message", error.message());
    }
}
