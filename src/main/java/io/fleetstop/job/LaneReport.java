package io.fleetstop.job;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * How a target looks from one replica.
 *
 * @param inFlight calls under way
 * @param waiting operations of leased jobs that are neither under way nor over
 * @param code what the cloud refused with when the circuit opened; null while it is closed
 */
public record LaneReport(String target, int inFlight, int waiting, Circuit circuit, String code, String message) {

    /** Whether calls may be made. */
    public enum Circuit {
        Closed,
        /** The account may not do this at all; only a probe is sent now and then. */
        Open
    }

    static JsonArray toJson(List<LaneReport> lanes) {
        JsonArray array = new JsonArray();
        lanes.forEach(lane -> array.add(new JsonObject()
                .put("target", lane.target)
                .put("inFlight", lane.inFlight)
                .put("waiting", lane.waiting)
                .put("circuit", lane.circuit.name())
                .put("code", lane.code)
                .put("message", lane.message)));
        return array;
    }

    static List<LaneReport> fromJson(JsonArray array) {
        return array.stream()
                .map(JsonObject.class::cast)
                .map(lane -> new LaneReport(
                        lane.getString("target"),
                        lane.getInteger("inFlight"),
                        lane.getInteger("waiting"),
                        Circuit.valueOf(lane.getString("circuit")),
                        lane.getString("code"),
                        lane.getString("message")))
                .toList();
    }
}
