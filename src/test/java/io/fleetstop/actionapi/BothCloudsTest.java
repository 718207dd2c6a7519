package io.fleetstop.actionapi;

import com.aliyun.ecs20140526.Client;
import com.aliyun.ecs20140526.models.StopInstanceRequest;
import io.fleetstop.actionapi.aliyun.PresentClient;
import io.fleetstop.simulator.CallRecord;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.VolcengineClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** One service for the clients of both clouds. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(WithAccessKeys.class)
class BothCloudsTest {
    @Inject
    Simulator simulator;

    private Client aliyun;
    private VolcengineClient volcengine;

    @BeforeEach
    void setup() throws Exception {
        simulator.reset();
        aliyun = PresentClient.with(WithAccessKeys.KEY, WithAccessKeys.SECRET);
        volcengine = VolcengineClient.with(WithAccessKeys.KEY, WithAccessKeys.SECRET);
    }

    /** Both instances are of a kind that each cloud refuses with a code that the other does not have. */
    @Test
    void client_of_each_cloud_has_its_job_done_by_its_cloud() throws Exception {
        var refusal =
                PresentClient.refused(() -> aliyun.stopInstance(new StopInstanceRequest().setInstanceId("i-sim025")));
        var stopped = volcengine.stop(List.of("i-sim125", "i-sim101"), Map.of());

        assertThat(refusal.getCode()).isEqualTo("InstanceExpiredOrInArrears");
        assertThat(stopped.details)
                .extracting(VolcengineClient.Detail::code)
                .containsExactly("Insufficient.InstanceCapacity", null);
        given().get("/v1/stop-jobs/" + stopped.jobId).then().body("provider", equalTo("volcengine"));
        assertThat(simulator.calls().all())
                .filteredOn(call -> call.action().startsWith("StopInstance"))
                .flatExtracting(CallRecord::instanceIds)
                .containsExactlyInAnyOrder("i-sim025", "i-sim125", "i-sim101");
    }

    @Test
    void token_used_at_one_door_is_known_at_the_other() throws Exception {
        String token = UUID.randomUUID().toString();
        Map<String, String> here = Map.of("ClientToken", token, "Target", "simulator");
        PresentClient.call(
                aliyun, "StopInstance", "2014-05-26", Map.of("InstanceId", "i-sim001", "ClientToken", token));
        long calls = simulator.calls().total();

        String job = volcengine.stop(List.of("i-sim001"), here).jobId;
        var mismatch = VolcengineClient.refused(() -> volcengine.stop(List.of("i-sim002"), here));

        given().get("/v1/stop-jobs/" + job).then().body("clientToken", equalTo(token));
        assertThat(mismatch.getResponseMetadata().getError().getCode()).isEqualTo("IdempotentParameterMismatch");
        assertThat(simulator.calls().total()).isEqualTo(calls);
    }
}
