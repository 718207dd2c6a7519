package io.fleetstop.provider.volcengine;

import io.fleetstop.provider.CheckOrder;
import io.fleetstop.provider.StopOrder;
import io.fleetstop.wire.Query;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * One ECS action with its parameters, unsigned. An order becomes a stop or a check here and nowhere else, so a check has its {@code
 * DryRun=true} from birth and no code on the way can lose it. Made anew for every call, since a stop has a token of its own.
 *
 * @param mostBytes the longest answer worth reading
 */
record EcsCall(SortedMap<String, String> parameters, int mostBytes) {

    private static final String ACTION = "Action";
    private static final String VERSION = "2020-04-01";
    private static final int SHORT_ANSWER = 64 * 1024;

    /** A hundred ids, codes and messages of the greatest length. */
    private static final int MANY_VERDICTS = 256 * 1024;

    /** A hundred instances with all their tags and network interfaces can fill more than a megabyte. */
    private static final int LONG_ANSWER = 4 * 1024 * 1024;

    /** The action for many, also for one: its page is the one whose verdicts on single instances are the contract's codes. */
    static EcsCall stop(StopOrder order) {
        var parameters = stopParameters("StopInstances", order.stoppedMode(), order.force());
        putIds(parameters, order.instanceIds());
        // For this one call: whatever doubles it on the way (it is a GET) stops nothing twice. A stop after a refusal
        // needs another token, or the cloud would repeat the refusal.
        parameters.put("ClientToken", UUID.randomUUID().toString());
        return new EcsCall(parameters, order.instanceIds().size() == 1 ? SHORT_ANSWER : MANY_VERDICTS);
    }

    /** The action for one, since only that one knows a dry run. */
    static EcsCall check(CheckOrder order) {
        var parameters = stopParameters("StopInstance", order.stoppedMode(), order.force());
        parameters.put("InstanceId", order.instanceId());
        parameters.put("DryRun", "true");
        return new EcsCall(parameters, SHORT_ANSWER);
    }

    static EcsCall describe(List<String> instanceIds) {
        var parameters = parameters("DescribeInstances");
        // Without it, ten are listed.
        parameters.put("MaxResults", "100");
        putIds(parameters, instanceIds);
        return new EcsCall(parameters, LONG_ANSWER);
    }

    String action() {
        return parameters.get(ACTION);
    }

    /** The request target. Spelt as it is signed, so that no proxy's re-encoding can be mistaken for ours. */
    String uri() {
        return "/?" + Query.canonical(parameters);
    }

    // The mode is always sent: an account may have made StopCharging its own default.
    private static SortedMap<String, String> stopParameters(String action, String stoppedMode, boolean force) {
        var parameters = parameters(action);
        parameters.put("StoppedMode", stoppedMode);
        parameters.put("ForceStop", Boolean.toString(force));
        return parameters;
    }

    private static void putIds(SortedMap<String, String> parameters, List<String> instanceIds) {
        for (int i = 0; i < instanceIds.size(); i++) {
            parameters.put("InstanceIds." + (i + 1), instanceIds.get(i));
        }
    }

    private static SortedMap<String, String> parameters(String action) {
        return new TreeMap<>(Map.of(ACTION, action, "Version", VERSION));
    }
}
