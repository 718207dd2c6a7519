package io.fleetstop.simulator.volcengine;

import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.simulator.fleet.Status;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** An instance as {@code DescribeInstances} lists it: the fields that matter to who wants to stop it, in the vendor's names. */
final class ListedInstance {
    private ListedInstance() {}

    static JsonObject of(Instance instance, Instant createdAt) {
        Scenario scenario = instance.scenario();
        boolean runs = instance.stoppedMode().equals("Not-applicable");
        return new JsonObject()
                .put("InstanceId", instance.id())
                .put("InstanceName", instance.id())
                .put("Status", word(instance.status()))
                .put("StoppedMode", runs ? "" : instance.stoppedMode())
                .put("InstanceTypeId", scenario == Scenario.LOCAL_DISK ? "ecs.i3s.large" : "ecs.g3il.large")
                .put("InstanceChargeType", scenario == Scenario.PREPAID ? "PrePaid" : "PostPaid")
                .put("SpotStrategy", scenario == Scenario.SPOT ? "SpotAsPriceGo" : "NoSpot")
                .put("DeletionProtection", false)
                .put("ProjectName", "default")
                .put("CreatedAt", createdAt.toString())
                .put(
                        "Tags",
                        new JsonArray()
                                .add(new JsonObject().put("Key", "scenario").put("Value", scenario.name())));
    }

    private static String word(Status status) {
        return switch (status) {
            case PENDING -> "CREATING";
            case STARTING -> "STARTING";
            case RUNNING -> "RUNNING";
            case STOPPING -> "STOPPING";
            case STOPPED -> "STOPPED";
        };
    }
}
