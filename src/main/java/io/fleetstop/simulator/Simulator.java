package io.fleetstop.simulator;

import io.fleetstop.simulator.action.Action;
import io.fleetstop.simulator.action.DescribeInstanceStatus;
import io.fleetstop.simulator.action.DescribeInstances;
import io.fleetstop.simulator.action.Region;
import io.fleetstop.simulator.action.StopInstance;
import io.fleetstop.simulator.action.StopInstances;
import io.fleetstop.simulator.fleet.Fleet;
import io.fleetstop.simulator.volcengine.ClientTokens;
import io.fleetstop.wire.aliyun.NonceMemory;
import io.fleetstop.wire.aliyun.SignatureCheck;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * A small cloud: one account, one region, instances that stop or have reasons not to. Speaks the protocols of Alibaba Cloud ECS and of
 * Volcengine ECS on one port of its own, for the same instances, and tells afterwards what was asked of it.
 */
public final class Simulator {
    /** A client at 200 calls a second for the 15 minutes that a call stays valid. About 40 MB when full. */
    private static final int NONCES = 180_000;

    private final SimulatorConfig config;
    private final Fleet fleet;
    private final Limits limits;
    private final Faults faults = new Faults();
    private final CallLog calls = new CallLog();
    private final ClientTokens tokens = new ClientTokens();
    private final SimulatorServer server;

    /** A simulator on real time. */
    public Simulator(Vertx vertx, SimulatorConfig config) {
        this(vertx, config, System::nanoTime);
    }

    /**
     * @param nanoTime a running clock in nanoseconds, on which instances change and the quota refills; the latency of answers is real
     * @throws IllegalArgumentException for a configuration that makes no sense
     */
    public Simulator(Vertx vertx, SimulatorConfig config, LongSupplier nanoTime) {
        ConfigCheck.check(config);
        this.config = config;
        fleet = new Fleet(
                config.instances(),
                config.stoppingTime().min(),
                config.stoppingTime().max(),
                nanoTime);
        limits = new Limits(config.ratePerSecond(), config.burst(), nanoTime);
        Delivery delivery = new Delivery(vertx, config.latency(), faults);
        Notes notes = new Notes(fleet, calls, nanoTime);
        server = new SimulatorServer(
                vertx, config.port(), aliyun(delivery, notes), volcengine(delivery, notes), new ControlPage(this));
    }

    private RpcDoor aliyun(Delivery delivery, Notes notes) {
        var signatures = new SignatureCheck(this::secretOf, Clock.systemUTC(), new NonceMemory(NONCES));
        Gateway gateway = new Gateway(signatures, actions(config), limits, faults);
        return new RpcDoor(gateway, delivery, notes, "ecs." + config.region() + ".aliyuncs.com");
    }

    private ApiDoor volcengine(Delivery delivery, Notes notes) {
        return new ApiDoor(ApiGateway.of(fleet, tokens, this::secretOf, limits, faults), delivery, notes);
    }

    private Optional<String> secretOf(String accessKeyId) {
        return Optional.of(config.accessKeySecret()).filter(secret -> accessKeyId.equals(config.accessKeyId()));
    }

    private List<Action> actions(SimulatorConfig settings) {
        Region region = new Region(settings.region());
        return List.of(
                new StopInstance(fleet),
                new StopInstances(fleet, region),
                new DescribeInstances(fleet, region),
                new DescribeInstanceStatus(fleet, region));
    }

    /** Starts to listen; after a stop, on the same port again. Gives the port; fails with a message for people when the port is taken. */
    public Future<Integer> start() {
        return server.start();
    }

    /** Stops listening and ends every connection, hanging calls included. Whoever calls meanwhile is refused the connection. */
    public Future<Void> stop() {
        return server.stop();
    }

    /** Everything as it was at first: instances, quota, faults, tokens, log. */
    public void reset() {
        fleet.reset();
        limits.set(config.ratePerSecond(), config.burst());
        limits.hint(ThrottleHint.NONE);
        faults.clear();
        tokens.clear();
        calls.clear();
    }

    /** Whether it was started: where it is not wanted, its port may be anybody's. */
    boolean isListening() {
        return server.isListening();
    }

    /** The port that it listens on, once started. */
    public int port() {
        return server.port();
    }

    public Fleet fleet() {
        return fleet;
    }

    public Limits limits() {
        return limits;
    }

    public Faults faults() {
        return faults;
    }

    public CallLog calls() {
        return calls;
    }
}
