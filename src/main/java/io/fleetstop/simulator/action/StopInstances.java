package io.fleetstop.simulator.action;

import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Stops up to a hundred instances: all or none of them, or those that can be, with a verdict on each. */
public final class StopInstances implements Action {
    private static final int MOST_IDS = 100;
    private static final String OPTIMIZATION = "BatchOptimization";
    private static final String ALL_TOGETHER = "AllTogether";
    private static final String SUCCESS_FIRST = "SuccessFirst";

    private final Fleet fleet;
    private final Region region;

    public StopInstances(Fleet fleet, Region region) {
        this.fleet = fleet;
        this.region = region;
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
    public boolean judgesEach(RpcCall call) {
        String optimization = call.parameter(OPTIMIZATION).orElse(ALL_TOGETHER);
        if (!Set.of(ALL_TOGETHER, SUCCESS_FIRST).contains(optimization)) {
            throw new RpcRefusal(RpcError.invalid(OPTIMIZATION));
        }
        return optimization.equals(SUCCESS_FIRST);
    }

    @Override
    public List<String> namedIn(RpcCall call) {
        List<String> ids = call.numbered("InstanceId").stream().distinct().toList();
        if (ids.isEmpty()) {
            throw new RpcRefusal(RpcError.missing("InstanceId.N"));
        }
        if (ids.size() > MOST_IDS) {
            throw new RpcRefusal(RpcError.invalid("InstanceId.N"));
        }
        return ids;
    }

    @Override
    public Outcome run(RpcCall call, Map<String, RpcError> struck) {
        region.require(call);
        StopRequest request = StopRequest.readForMany(call);
        Stopping stopping = new Stopping(fleet, struck, request::asFarAsItGoes);
        return judgesEach(call)
                ? successFirst(stopping, namedIn(call), request.dryRun())
                : allTogether(stopping, namedIn(call), request.dryRun());
    }

    private Outcome allTogether(Stopping stopping, List<String> ids, boolean dryRun) {
        // Every one of them is named by the call, so all are judged, whatever the first came to.
        List<RpcError> refusals =
                ids.stream().map(stopping::refusal).flatMap(Optional::stream).toList();
        if (!refusals.isEmpty()) {
            return Outcome.refused(refusals.get(0));
        }
        return dryRun
                ? Outcome.refused(StopErrors.DRY_RUN_OF_MANY_PASSED)
                : answered(ids.stream().map(id -> stopped(stopping, id)).toList());
    }

    private Outcome successFirst(Stopping stopping, List<String> ids, boolean dryRun) {
        if (dryRun) {
            // The page says so of this mode: whatever the check found.
            ids.forEach(stopping::refusal);
            return Outcome.refused(StopErrors.DRY_RUN_OF_MANY_PASSED);
        }
        return answered(ids.stream()
                .map(id -> stopping.refusal(id).map(error -> refused(id, error)).orElseGet(() -> stopped(stopping, id)))
                .toList());
    }

    private JsonObject stopped(Stopping stopping, String id) {
        String before = status(id);
        return stopping.stop(id)
                .map(error -> refused(id, error))
                .orElseGet(() -> verdict(id, "200", "success")
                        .put("PreviousStatus", before)
                        .put("CurrentStatus", status(id)));
    }

    private String status(String id) {
        return fleet.find(id).map(Instance::status).orElseThrow().wireName();
    }

    private static JsonObject refused(String id, RpcError error) {
        return verdict(id, error.code(), error.message());
    }

    private static JsonObject verdict(String id, String code, String message) {
        return new JsonObject().put("InstanceId", id).put("Code", code).put("Message", message);
    }

    private static Outcome answered(List<JsonObject> verdicts) {
        JsonObject fields = new JsonObject()
                .put("InstanceResponses", new JsonObject().put("InstanceResponse", new JsonArray(verdicts)));
        boolean tookEffect = verdicts.stream().anyMatch(verdict -> verdict.containsKey("CurrentStatus"));
        return tookEffect ? Outcome.changed(fields) : Outcome.read(fields);
    }
}
