package io.fleetstop.actionapi.aliyun;

import io.fleetstop.actionapi.Origin;
import io.fleetstop.actionapi.StopAndWait;
import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.audit.Entry;
import io.fleetstop.audit.Trail;
import io.fleetstop.identity.AccessKeys;
import io.fleetstop.job.Deed;
import io.fleetstop.job.Provenance;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.RequestContext;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.wire.aliyun.RpcAnswer;
import io.fleetstop.wire.aliyun.RpcCall;
import io.fleetstop.wire.aliyun.RpcSignature;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each replica remembers the nonces that it saw, and none of the others'. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(WithAccessKeys.class)
class OtherReplicaTest {
    @Inject
    Simulator simulator;

    @Inject
    AccessKeys keys;

    @Inject
    Requests requests;

    @Inject
    StopAndWait jobs;

    @Inject
    Trail trail;

    @Inject
    Vertx vertx;

    @Test
    void copy_of_a_call_that_reaches_another_replica_stops_nothing_again() throws Exception {
        simulator.reset();
        RpcCall call = stopOf("i-sim001");

        assertThat(answer(new Calls(keys, requests, jobs), call).httpStatus()).isEqualTo(200);
        long calls = simulator.calls().total();
        assertThat(answer(new Calls(keys, requests, jobs), call).httpStatus()).isEqualTo(200);

        assertThat(simulator.calls().total()).isEqualTo(calls);
    }

    private RpcAnswer answer(Calls replica, RpcCall call) throws Exception {
        return RequestContext.run(vertx, () -> replica.answer(call, new Origin(entry(), () -> false)))
                .get(30, TimeUnit.SECONDS);
    }

    private Entry entry() {
        return trail.begin(new Provenance("aliyun", Deed.STOP, "request", "127.0.0.1"));
    }

    private static RpcCall stopOf(String instanceId) {
        var query = new TreeMap<>(Map.of(
                "Action", "StopInstance",
                "Version", "2014-05-26",
                "InstanceId", instanceId,
                "AccessKeyId", WithAccessKeys.KEY,
                "SignatureMethod", "HMAC-SHA1",
                "SignatureVersion", "1.0",
                "SignatureNonce", "once",
                "Timestamp", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString()));
        query.put("Signature", new RpcSignature("POST", new TreeMap<>(query)).signature(WithAccessKeys.SECRET));
        return new RpcCall("POST", query, new TreeMap<>(), Map.of(), new byte[0]);
    }
}
