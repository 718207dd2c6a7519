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

    /** A hundred ids, codes and messages of the greatest length. */
    private static final int MANY_VERDICTS = 256 * 1024;

    /** A hundred instances with all their tags and network interfaces can fill more than a megabyte. */
    private static final int LONG_ANSWER = 4 * 1024 * 1024;

    /** Several instances go with the action for many, one goes with the action whose page says what each refusal means. */
    static EcsCall stop(String region, StopOrder order) {
        return order.instanceIds().size() == 1
                ? stopOne(region, order, order.stoppedMode(), order.force(), order.confirm())
                : stopMany(region, order);
    }

    static EcsCall check(String region, CheckOrder order) {
        var call = stopOne(region, order, order.stoppedMode(), order.force(), order.confirm());
        call.parameters.put("DryRun", "true");
        return call;
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
    private static EcsCall stopOne(String region, Order order, String stoppedMode, boolean force, boolean confirm) {
        var parameters = parameters(region, stoppedMode, force);
        parameters.put("InstanceId", order.instanceIds().get(0));
        parameters.put("ConfirmStop", Boolean.toString(confirm));
        return new EcsCall("StopInstance", parameters, SHORT_ANSWER);
    }

    private static EcsCall stopMany(String region, StopOrder order) {
        var parameters = parameters(region, order.stoppedMode(), order.force());
        for (int i = 0; i < order.instanceIds().size(); i++) {
            parameters.put("InstanceId." + (i + 1), order.instanceIds().get(i));
        }
        // Otherwise one bad id fails them all.
        parameters.put("BatchOptimization", "SuccessFirst");
        return new EcsCall("StopInstances", parameters, MANY_VERDICTS);
    }

    private static TreeMap<String, String> parameters(String region, String stoppedMode, boolean force) {
        return new TreeMap<>(
                Map.of("RegionId", region, "StoppedMode", stoppedMode, "ForceStop", Boolean.toString(force)));
    }
}
