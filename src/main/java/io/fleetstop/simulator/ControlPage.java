package io.fleetstop.simulator;

import io.fleetstop.simulator.fleet.Instance;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What people and tests can see and set, as JSON. Needs no signature: only this machine reaches it. */
final class ControlPage {
    private static final int LONGEST_LIST = 20_000;

    private final Simulator simulator;
    private final Map<String, Function<JsonObject, JsonObject>> pages;

    ControlPage(Simulator simulator) {
        this.simulator = simulator;
        this.pages = Map.of(
                "GET /instances",
                nothing -> instances(),
                "GET /sample-job",
                nothing -> sampleJob(),
                "GET /calls",
                this::calls,
                "PUT /limit",
                this::setLimit,
                "POST /faults",
                this::planFault,
                "POST /reset",
                nothing -> reset());
    }

    /** Empty when there is no such page. */
    Optional<HttpAnswer> answer(HttpServerRequest request, Buffer body) {
        return Optional.ofNullable(pages.get(request.method() + " " + request.path()))
                .map(page -> open(page, request, body));
    }

    private static HttpAnswer open(Function<JsonObject, JsonObject> page, HttpServerRequest request, Buffer body) {
        try {
            JsonObject given = body.length() == 0 ? query(request) : new JsonObject(body);
            return json(200, page.apply(given));
        } catch (DecodeException | ClassCastException | IllegalArgumentException senseless) {
            return json(400, new JsonObject().put("error", String.valueOf(senseless.getMessage())));
        }
    }

    private static JsonObject query(HttpServerRequest request) {
        JsonObject query = new JsonObject();
        request.params().forEach(parameter -> query.put(parameter.getKey(), parameter.getValue()));
        return query;
    }

    private JsonObject instances() {
        List<JsonObject> listed =
                simulator.fleet().all().stream().map(ControlPage::instance).toList();
        return new JsonObject().put("instances", new JsonArray(listed)).put("total", listed.size());
    }

    private static JsonObject instance(Instance instance) {
        return new JsonObject()
                .put("instanceId", instance.id())
                .put("status", instance.status().wireName())
                .put("note", instance.scenario().note())
                .put("stopCalls", instance.stopCalls())
                .put("stopsTaken", instance.stopsTaken());
    }

    private JsonObject sampleJob() {
        return new JsonObject().put("instanceIds", new JsonArray(SampleJob.instanceIds(simulator.fleet())));
    }

    private JsonObject calls(JsonObject query) {
        int limit = Integer.parseInt(query.getString("limit", "1000"));
        List<JsonObject> listed = simulator.calls().last(Math.min(limit, LONGEST_LIST)).stream()
                .map(ControlPage::call)
                .toList();
        return new JsonObject()
                .put("calls", new JsonArray(listed))
                .put("total", simulator.calls().total());
    }

    private static JsonObject call(CallRecord call) {
        return new JsonObject()
                .put("atMillis", call.at().toMillis())
                .put("action", call.action())
                .put("instanceIds", new JsonArray(call.instanceIds()))
                .put("tookEffect", call.tookEffect())
                .put("code", call.code())
                .put("httpStatus", call.httpStatus());
    }

    private JsonObject setLimit(JsonObject limit) {
        double ratePerSecond = required(limit.getDouble("ratePerSecond"), "ratePerSecond");
        int burst = required(limit.getInteger("burst"), "burst");
        ThrottleHint hint = ThrottleHint.valueOf(limit.getString("hint", ThrottleHint.NONE.name()));
        simulator.limits().set(ratePerSecond, burst);
        simulator.limits().hint(hint);
        return limit;
    }

    private JsonObject planFault(JsonObject planned) {
        Fault fault = Fault.valueOf(required(planned.getString("fault"), "fault"));
        int times = planned.getInteger("times", 1);
        if (planned.containsKey("slowMillis")) {
            simulator.faults().slowness(Duration.ofMillis(planned.getLong("slowMillis")));
        }
        if (planned.containsKey("instanceId")) {
            simulator.faults().onInstance(planned.getString("instanceId"), fault, times);
        } else {
            simulator.faults().onAction(required(planned.getString("action"), "action"), fault, times);
        }
        return planned;
    }

    private JsonObject reset() {
        simulator.reset();
        return new JsonObject().put("reset", true);
    }

    private static <T> T required(T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    private static HttpAnswer json(int status, JsonObject body) {
        return HttpAnswer.of(status, "application/json;charset=utf-8", body.encodePrettily() + "\n");
    }
}
