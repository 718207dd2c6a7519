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

/** Lists the statuses of instances and nothing else. Its pages are half as long as those of {@link DescribeInstances}. */
public final class DescribeInstanceStatus implements Action {
    private static final int MOST_IDS = 100;
    private static final int MOST_RESULTS = 50;

    private final Fleet fleet;
    private final Region region;

    public DescribeInstanceStatus(Fleet fleet, Region region) {
        this.fleet = fleet;
        this.region = region;
    }

    @Override
    public String name() {
        return "DescribeInstanceStatus";
    }

    @Override
    public boolean changesInstances() {
        return false;
    }

    @Override
    public List<String> namedIn(RpcCall call) {
        List<String> ids = call.numbered("InstanceId").stream().distinct().toList();
        if (ids.size() > MOST_IDS) {
            throw new RpcRefusal(RpcError.invalid("InstanceId"));
        }
        return ids;
    }

    @Override
    public Outcome run(RpcCall call, Map<String, RpcError> struck) {
        region.require(call);
        List<Instance> selected = selected(namedIn(call)).stream()
                .filter(instance -> !struck.containsKey(instance.id()))
                .toList();
        Page page = Page.numbered(call.parameters(), MOST_RESULTS);
        List<JsonObject> listed =
                page.of(selected).stream().map(DescribeInstanceStatus::listed).toList();
        return Outcome.read(new JsonObject()
                .put("TotalCount", selected.size())
                .put("PageNumber", page.number())
                .put("PageSize", page.size())
                .put("InstanceStatuses", new JsonObject().put("InstanceStatus", new JsonArray(listed))));
    }

    private List<Instance> selected(List<String> ids) {
        return ids.isEmpty()
                ? List.copyOf(fleet.all())
                : ids.stream().map(fleet::find).flatMap(Optional::stream).toList();
    }

    private static JsonObject listed(Instance instance) {
        instance.lookedAt();
        return new JsonObject()
                .put("InstanceId", instance.id())
                .put("Status", instance.status().wireName());
    }
}
