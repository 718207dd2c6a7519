package io.fleetstop.simulator.action;

import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.simulator.fleet.Scenario;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** An instance as {@code DescribeInstances} lists it: the fields that matter to who wants to stop it, in the vendor's names. */
final class InstanceFields {
    /** The vendor shows minutes. */
    private static final DateTimeFormatter MINUTES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm'Z'").withZone(ZoneOffset.UTC);

    private InstanceFields() {}

    static JsonObject of(Instance instance, String region, Instant createdAt) {
        Scenario scenario = instance.scenario();
        return new JsonObject()
                .put("InstanceId", instance.id())
                .put("InstanceName", instance.id())
                .put("RegionId", region)
                .put("Status", instance.status().wireName())
                .put("StoppedMode", instance.stoppedMode())
                .put("InstanceChargeType", scenario == Scenario.PREPAID ? "PrePaid" : "PostPaid")
                .put("InstanceType", instanceType(scenario))
                .put("InstanceNetworkType", scenario == Scenario.CLASSIC_NETWORK ? "classic" : "vpc")
                .put("SpotStrategy", scenario == Scenario.SPOT ? "SpotAsPriceGo" : "NoSpot")
                .put("DeletionProtection", false)
                .put("OperationLocks", new JsonObject().put("LockReason", lockReasons(scenario)))
                .put("CreationTime", MINUTES.format(createdAt))
                .put("StartTime", MINUTES.format(instance.startedAt()))
                .put("Tags", new JsonObject().put("Tag", tags(scenario)));
    }

    private static String instanceType(Scenario scenario) {
        if (scenario == Scenario.NEEDS_CONFIRMATION) {
            return "ecs.i1.large";
        }
        return scenario == Scenario.LOCAL_DISK ? "ecs.i2.xlarge" : "ecs.g7.large";
    }

    private static JsonArray lockReasons(Scenario scenario) {
        JsonArray reasons = new JsonArray();
        if (scenario == Scenario.LOCKED) {
            reasons.add(new JsonObject().put("LockReason", "security"));
        }
        if (scenario == Scenario.EXPIRED) {
            reasons.add(new JsonObject().put("LockReason", "financial"));
        }
        return reasons;
    }

    private static JsonArray tags(Scenario scenario) {
        return new JsonArray().add(new JsonObject().put("TagKey", "scenario").put("TagValue", scenario.name()));
    }
}
