package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.CheckOrder;
import io.fleetstop.provider.Order;
import io.fleetstop.provider.StopOrder;
import io.fleetstop.wire.Query;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One ECS action with its parameters, unsigned. An order becomes a stop or a check here and nowhere else, so a check has its {@code
 * DryRun=true} from birth and no code on the way can lose it.
 *
 * @param mostBytes the longest answer worth reading
 */
record EcsCall(String action, SortedMap<String, String> parameters, int mostBytes) {

    private static final int SHORT_ANSWER = 64 * 1024;

    /** A hundred instances with all their tags and network interfaces can fill more than a megabyte. */
    private static final int LONG_ANSWER = 4 * 1024 * 1024;

    static EcsCall stop(String region, StopOrder order) {
        var parameters = parameters(region, order, order.stoppedMode(), order.force(), order.confirm());
        return new EcsCall("StopInstance", parameters, SHORT_ANSWER);
    }

    static EcsCall check(String region, CheckOrder order) {
        var parameters = parameters(region, order, order.stoppedMode(), order.force(), order.confirm());
        parameters.put("DryRun", "true");
        return new EcsCall("StopInstance", parameters, SHORT_ANSWER);
    }

    static EcsCall describe(String region, List<String> instanceIds) {
        var parameters = new TreeMap<>(
                Map.of("RegionId", region, "InstanceIds", new JsonArray(instanceIds).encode(), "MaxResults", "100"));
        return new EcsCall("DescribeInstances", parameters, LONG_ANSWER);
    }

    /** The request target. Spelt as it is signed, so that no proxy's re-encoding can be mistaken for ours. */
    String uri() {
        return "/?" + Query.canonical(parameters);
    }

    // The page does not list RegionId for StopInstance, but an endpoint that serves several regions routes by it.
    private static TreeMap<String, String> parameters(
            String region, Order order, String stoppedMode, boolean force, boolean confirm) {
        return new TreeMap<>(Map.of(
                "RegionId", region,
                "InstanceId", order.instanceId(),
                "StoppedMode", stoppedMode,
                "ForceStop", Boolean.toString(force),
                "ConfirmStop", Boolean.toString(confirm)));
    }
}
