package io.fleetstop.process;

import io.fleetstop.simulator.CallRecord;
import io.fleetstop.simulator.Faults;
import io.fleetstop.simulator.RunningSimulator;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.simulator.fleet.Scenario;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The simulated cloud in the test's own process, in real time: it survives whatever is done to the service, and knows the truth. */
final class LoopbackCloud implements AutoCloseable {
    /** Fast enough for tests, slow enough that a signal can hit calls under way. */
    private static final Map<String, String> USUAL = Map.of(
            "latency.min", "50ms",
            "latency.max", "150ms",
            "stopping-time.min", "1s",
            "stopping-time.max", "3s",
            "instances", "200");

    private final Vertx vertx = Vertx.vertx();
    private final Simulator simulator;
    private final Instant madeAt;

    private LoopbackCloud(Map<String, String> properties) {
        madeAt = Instant.now();
        simulator = new Simulator(vertx, RunningSimulator.config(properties));
        simulator.start().toCompletionStage().toCompletableFuture().join();
    }

    static LoopbackCloud start() {
        return start(Map.of());
    }

    /** @param properties of the simulator, without the common prefix */
    static LoopbackCloud start(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>(USUAL);
        all.putAll(properties);
        return new LoopbackCloud(all);
    }

    String endpoint() {
        return "http://127.0.0.1:" + simulator.port();
    }

    Fleet fleet() {
        return simulator.fleet();
    }

    /** The hundred ids that meet everything that can happen, as its page hands them out. */
    List<String> sampleJob() {
        return RestAssured.get(endpoint() + "/sample-job").jsonPath().getList("instanceIds");
    }

    /** The {@code number}-th hundred of its instances, from 0: of each kind in the same places. */
    List<String> hundred(int number) {
        return IntStream.rangeClosed(1, 100)
                .mapToObj(place -> "i-sim%03d".formatted(number * 100 + place))
                .toList();
    }

    Faults faults() {
        return simulator.faults();
    }

    /** The moment from which its log counts, right to within milliseconds. */
    Instant madeAt() {
        return madeAt;
    }

    /** Calls of all kinds that it ever received; its log holds the last of them. */
    long callsEver() {
        return simulator.calls().total();
    }

    /** Calls of all kinds that its log holds. */
    int callsHeld() {
        return simulator.calls().all().size();
    }

    /** All instances run again, the quota is full, the log empty. */
    void reset() {
        simulator.reset();
    }

    /** Changes the hidden limit; the bucket is full again. */
    void limit(double ratePerSecond, int burst) {
        simulator.limits().set(ratePerSecond, burst);
    }

    /** Stop calls in the log that were refused for the rate. */
    long throttled() {
        return stopCalls().stream()
                .filter(call -> call.code().startsWith("Throttling"))
                .count();
    }

    /** Instances that a call has stopped. */
    long stopped() {
        return fleet().all().stream()
                .filter(instance -> instance.stopsTaken() > 0)
                .count();
    }

    /** Calls that told it to stop this instance and were not turned away for the rate. */
    long stopCalls(String instanceId) {
        return stopCalls().stream()
                .filter(call -> call.instanceIds().contains(instanceId))
                .filter(call -> !call.code().startsWith("Throttling"))
                .count();
    }

    /** Calls of any kind. */
    List<CallRecord> calls() {
        return simulator.calls().all();
    }

    /** Instances of which nothing is special, all there are. */
    List<String> normal() {
        return fleet().all().stream()
                .filter(instance -> instance.scenario() == Scenario.NORMAL)
                .map(Instance::id)
                .toList();
    }

    List<CallRecord> stopCalls() {
        return simulator.calls().all().stream()
                .filter(call -> call.action().equals("StopInstance"))
                .toList();
    }

    /** Instances that were stopped more often than once: there must be none. */
    List<String> stoppedTwice() {
        return fleet().all().stream()
                .filter(instance -> instance.stopsTaken() > 1)
                .map(Instance::id)
                .toList();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
