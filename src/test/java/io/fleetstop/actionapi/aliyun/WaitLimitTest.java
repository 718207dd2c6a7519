package io.fleetstop.actionapi.aliyun;

import com.aliyun.ecs20140526.Client;
import io.fleetstop.actionapi.ShortPatience;
import io.fleetstop.actionapi.WithAccessKeys;
import io.fleetstop.simulator.Fault;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static io.fleetstop.actionapi.aliyun.PresentClient.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a caller is told whose job takes longer than a call may wait. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(ShortPatience.class)
class WaitLimitTest {

    @Inject
    Simulator simulator;

    @Test
    void job_that_is_not_over_is_named_and_the_same_call_waits_on() throws Exception {
        Client client = PresentClient.with(WithAccessKeys.KEY, WithAccessKeys.SECRET);
        var call = Map.of(
                "InstanceId", "i-sim001", "ClientToken", UUID.randomUUID().toString());
        // No answer within the 2 s that a call to the cloud may take here: the job cannot be over in one.
        simulator.faults().onInstance("i-sim001", Fault.HANG_BEFORE_EFFECT, 1);

        var error = refused(() -> PresentClient.call(client, "StopInstance", "2014-05-26", call));

        assertThat(error.getStatusCode()).isEqualTo(503);
        assertThat(error.getCode()).isEqualTo("ServiceUnavailable");
        String path = error.getMessage().replaceAll("(?s).*(/v1/stop-jobs/[0-9a-f-]{36}).*", "$1");
        await().until(() -> given().get(path).path("finishedAt") != null);
        PresentClient.call(client, "StopInstance", "2014-05-26", call);
        assertThat(simulator.fleet().find("i-sim001").orElseThrow().stopsTaken())
                .isEqualTo(1);
    }
}
