package io.fleetstop.simulator;

import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.simulator.fleet.Status;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A simulator that is called in Volcengine's dialect, and what its answers hold. */
abstract class VolcengineCalls {
    RunningSimulator running;

    @BeforeEach
    void setup() {
        running = RunningSimulator.start();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    HttpResponse<String> stop(List<String> ids, Map<String, String> more) throws Exception {
        return SignedApiCall.stop(running.endpoint(), ids, more);
    }

    HttpResponse<String> get(String action, Map<String, String> parameters) throws Exception {
        return SignedApiCall.get(running.endpoint(), action, parameters);
    }

    static JsonObject result(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getJsonObject("Result");
    }

    static String code(HttpResponse<String> answer) {
        return new JsonObject(answer.body())
                .getJsonObject("ResponseMetadata")
                .getJsonObject("Error")
                .getString("Code");
    }

    /** The code of each instance, empty where there is no error. */
    static Map<String, String> verdicts(HttpResponse<String> answer) {
        Map<String, String> verdicts = new TreeMap<>();
        JsonArray details = result(answer).getJsonArray("OperationDetails");
        details.stream()
                .map(JsonObject.class::cast)
                .forEach(each -> verdicts.put(
                        each.getString("InstanceId"),
                        each.getJsonObject("Error", new JsonObject()).getString("Code", "")));
        return Collections.unmodifiableMap(verdicts);
    }

    static List<String> ids(int count) {
        return IntStream.rangeClosed(1, count).mapToObj("i-sim%03d"::formatted).toList();
    }

    String id(Scenario scenario) {
        return running.simulator().fleet().first(scenario).id();
    }

    Status status(String id) {
        return running.simulator().fleet().find(id).orElseThrow().status();
    }
}
