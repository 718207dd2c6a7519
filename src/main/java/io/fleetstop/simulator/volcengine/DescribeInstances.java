package io.fleetstop.simulator.volcengine;

import io.fleetstop.simulator.action.Page;
import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.wire.volcengine.ApiCall;
import io.fleetstop.wire.volcengine.ApiError;
import io.fleetstop.wire.volcengine.ApiRefusal;
import io.fleetstop.wire.volcengine.GatewayErrors;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Lists instances. An id that does not exist is not an error: it is not in the list. Of the filters it knows the ids alone. */
public final class DescribeInstances implements ApiAction {
    private static final int MOST_IDS = 100;
    private static final int MOST_RESULTS = 100;

    private final Fleet fleet;

    public DescribeInstances(Fleet fleet) {
        this.fleet = fleet;
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
    public List<String> namedIn(ApiCall call) {
        List<String> ids =
                call.parameters().numbered("InstanceIds").stream().distinct().toList();
        if (ids.size() > MOST_IDS) {
            throw new ApiRefusal(GatewayErrors.invalid("InstanceIds"));
        }
        return ids;
    }

    @Override
    public ApiOutcome run(ApiCall call, String accessKeyId, Map<String, ApiError> struck) {
        List<Instance> selected = selected(namedIn(call)).stream()
                .filter(instance -> !struck.containsKey(instance.id()))
                .toList();
        Page page = Page.continued(call.parameters(), MOST_RESULTS);
        List<JsonObject> listed = page.of(selected).stream().map(this::listed).toList();
        return ApiOutcome.answered(
                new JsonObject()
                        .put("TotalCount", selected.size())
                        .put("NextToken", page.nextToken(selected.size()))
                        .put("Instances", new JsonArray(listed)),
                false);
    }

    private List<Instance> selected(List<String> ids) {
        return ids.isEmpty()
                ? List.copyOf(fleet.all())
                : ids.stream().map(fleet::find).flatMap(Optional::stream).toList();
    }

    private JsonObject listed(Instance instance) {
        instance.lookedAt();
        return ListedInstance.of(instance, fleet.createdAt());
    }
}
