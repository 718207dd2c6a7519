package io.fleetstop.simulator.action;

import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists instances with all that is known of them. An id that does not exist is not an error: it is not in the list. */
public final class DescribeInstances implements Action {
    private static final int MOST_IDS = 100;
    private static final int MOST_RESULTS = 100;

    private final Fleet fleet;
    private final Region region;

    public DescribeInstances(Fleet fleet, Region region) {
        this.fleet = fleet;
        this.region = region;
    }

    @Override
    public String name() {
        return "DescribeInstances";
    }

    @Override
    public boolean changesInstances() {
        return false;
    }

    @Override
    public List<String> namedIn(RpcCall call) {
        return call.parameter("InstanceIds").map(DescribeInstances::ids).orElse(List.of());
    }

    @Override
    public Outcome run(RpcCall call, Map<String, RpcError> struck) {
        region.require(call);
        List<Instance> selected = selected(call).stream()
                .filter(instance -> !struck.containsKey(instance.id()))
                .toList();
        boolean byNumber = call.parameter("PageNumber")
                .or(() -> call.parameter("PageSize"))
                .isPresent();
        Page page = byNumber
                ? Page.numbered(call.parameters(), MOST_RESULTS)
                : Page.continued(call.parameters(), MOST_RESULTS);
        List<JsonObject> listed = page.of(selected).stream().map(this::listed).toList();
        return Outcome.read(new JsonObject()
                .put("TotalCount", selected.size())
                .put("PageNumber", page.number())
                .put("PageSize", page.size())
                .put("NextToken", byNumber ? "" : page.nextToken(selected.size()))
                .put("Instances", new JsonObject().put("Instance", new JsonArray(listed))));
    }

    private List<Instance> selected(RpcCall call) {
        if (call.parameter("InstanceIds").isEmpty()) {
            return List.copyOf(fleet.all());
        }
        return namedIn(call).stream().map(fleet::find).flatMap(Optional::stream).toList();
    }

    private JsonObject listed(Instance instance) {
        instance.lookedAt();
        return InstanceFields.of(instance, region.name(), fleet.createdAt());
    }

    private static List<String> ids(String json) {
        try {
            List<String> ids =
                    new JsonArray(json).stream().map(String::valueOf).distinct().toList();
            if (ids.size() <= MOST_IDS) {
                return ids;
            }
        } catch (DecodeException notAnArray) {
            // Refused like a list that is too long.
        }
        throw new RpcRefusal(RpcError.invalid("InstanceIds"));
    }
}
