package io.fleetstop.actionapi;

import com.aliyun.ecs20140526.Client;
import io.fleetstop.actionapi.aliyun.PresentClient;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.AuditRows;
import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.Member;
import io.fleetstop.testing.TwoTenants;
import io.fleetstop.testing.VolcengineClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.fleetstop.testing.TwoTenants.KEY_OF_A;
import static io.fleetstop.testing.TwoTenants.KEY_OF_B;
import static io.fleetstop.testing.TwoTenants.SECRET_OF_A;
import static io.fleetstop.testing.TwoTenants.SECRET_OF_B;
import static org.assertj.core.api.Assertions.assertThat;

/** Whose access key signs a call, the call is that tenant's and has nothing to do with another's. */
@QuarkusTest
@TestProfile(TwoTenants.class)
class TwoTenantsTest {
    Issuer company;

    @Inject
    Simulator simulator;

    @Inject
    Pool pool;

    private final String token = UUID.randomUUID().toString();
    private Member alice;
    private Member bob;

    @BeforeEach
    void setup() {
        simulator.reset();
        alice = Member.holding(company.token().subject("alice"));
        bob = Member.holding(company.token().subject("bob"));
    }

    @Test
    void same_token_of_two_keys_makes_two_jobs_at_alibaba_clouds_door() throws Exception {
        Client ofA = PresentClient.with(KEY_OF_A, SECRET_OF_A);
        Client ofB = PresentClient.with(KEY_OF_B, SECRET_OF_B);
        stop(ofA, "i-sim001");
        stop(ofB, "i-sim002");
        stop(ofA, "i-sim001");
        stop(ofB, "i-sim002");

        assertThat(code(ofA, "i-sim002")).isEqualTo("IdempotentParameterMismatch");
        assertThat(code(ofB, "i-sim001")).isEqualTo("IdempotentParameterMismatch");
        eachHasOneJobOfItsOwn();
    }

    @Test
    void same_token_of_two_keys_makes_two_jobs_at_volcengines_door() throws Exception {
        Map<String, String> there = Map.of("ClientToken", token, "Target", "simulator");
        VolcengineClient ofA = VolcengineClient.with(KEY_OF_A, SECRET_OF_A);
        VolcengineClient ofB = VolcengineClient.with(KEY_OF_B, SECRET_OF_B);
        String jobOfA = ofA.stop(List.of("i-sim001"), there).jobId;
        String jobOfB = ofB.stop(List.of("i-sim002"), there).jobId;

        assertThat(ofA.stop(List.of("i-sim001"), there).jobId).isEqualTo(jobOfA);
        assertThat(ofB.stop(List.of("i-sim002"), there).jobId).isEqualTo(jobOfB).isNotEqualTo(jobOfA);
        var mismatch = VolcengineClient.refused(() -> ofB.stop(List.of("i-sim001"), there));
        assertThat(VolcengineClient.code(mismatch)).isEqualTo("IdempotentParameterMismatch");
        eachHasOneJobOfItsOwn();
        bob.get("/v1/stop-jobs/" + jobOfA).then().statusCode(404);
        alice.get("/v1/stop-jobs/" + jobOfB).then().statusCode(404);
    }

    @Test
    void token_of_another_tenant_over_rest_is_unknown_here() throws Exception {
        alice.finished(alice.submitted(
                Map.of("instanceIds", List.of("i-sim001"), "target", "simulator", "clientToken", token)));

        stop(PresentClient.with(KEY_OF_B, SECRET_OF_B), "i-sim002");

        eachHasOneJobOfItsOwn();
    }

    @Test
    void target_of_others_is_told_of_as_one_that_does_not_exist() {
        VolcengineClient ofA = VolcengineClient.with(KEY_OF_A, SECRET_OF_A);
        var others = VolcengineClient.refused(() -> ofA.stop(List.of("i-sim101"), Map.of("Target", "volcengine")));
        var nobodys = VolcengineClient.refused(() -> ofA.stop(List.of("i-sim101"), Map.of("Target", "nowhere")));
        assertThat(VolcengineClient.code(others)).isEqualTo(VolcengineClient.code(nobodys));
        assertThat(VolcengineClient.message(others))
                .isEqualTo(VolcengineClient.message(nobodys))
                .doesNotContain("volcengine");

        var inTheRegionOfOthers = VolcengineClient.refused(() -> ofA.stop(List.of("i-sim101"), Map.of()));
        var elsewhere = VolcengineClient.refused(() ->
                VolcengineClient.inRegion("cn-nowhere", KEY_OF_A, SECRET_OF_A).stop(List.of("i-sim101"), Map.of()));
        assertThat(VolcengineClient.message(inTheRegionOfOthers)).isEqualTo(VolcengineClient.message(elsewhere));
        assertThat(simulator.calls().all()).isEmpty();
    }

    private void stop(Client client, String instance) throws Exception {
        PresentClient.call(
                client,
                "StopInstance",
                "2014-05-26",
                Map.of("InstanceId", instance, "ClientToken", token, "Target", "simulator"));
    }

    private String code(Client client, String instance) {
        return PresentClient.refused(() -> stop(client, instance)).getCode();
    }

    private void eachHasOneJobOfItsOwn() {
        AuditRows audit = new AuditRows(pool);
        for (Member member : List.of(alice, bob)) {
            String tenant = member == alice ? "team-a" : "team-b";
            List<String> jobs = member.listed("clientToken", token);
            assertThat(jobs).hasSize(1);
            assertThat(member.get("/v1/stop-jobs/" + jobs.get(0)).<String>path("createdBy"))
                    .startsWith(tenant + "/");
            assertThat(audit.ofJob(jobs.get(0)))
                    .isNotEmpty()
                    .allMatch(row -> row.getString("tenant").equals(tenant));
        }
        assertThat(alice.listed("clientToken", token)).doesNotContainAnyElementsOf(bob.listed("clientToken", token));
    }
}
