package io.fleetstop.api;

import io.fleetstop.simulator.Fault;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.Member;
import io.fleetstop.testing.TwoTenants;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/** The replica that works on a job is the one that is asked to cancel it, by somebody whose job it is not. */
@QuarkusTest
@TestProfile(TwoTenants.class)
class OthersJobUnderWayTest {
    private static final String INSTANCE = "i-sim001";

    /** Some tries, with pauses between them in which a cancellation would be seen. */
    private static final int REFUSALS = 5;

    Issuer company;

    @Inject
    Simulator simulator;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @Test
    void job_that_is_worked_on_goes_on_whoever_else_wants_it_cancelled() {
        Member alice = Member.holding(company.token().subject("alice"));
        Member bob = Member.holding(company.token().subject("bob"));
        simulator.faults().onInstance(INSTANCE, Fault.INTERNAL_ERROR, REFUSALS);
        String id = alice.submitted(Map.of("instanceIds", List.of(INSTANCE), "target", "simulator"));
        await("a first try").until(() -> !simulator.calls().all().isEmpty());

        bob.asks().post("/v1/stop-jobs/" + id + "/cancel").then().statusCode(404);
        alice.get("/v1/stop-jobs/" + id).then().body("state", equalTo("Running"));

        JsonPath job = alice.finished(id);
        assertThat(job.getString("state")).isEqualTo("Succeeded");
        assertThat(job.getInt("operations[0].attempts")).isEqualTo(REFUSALS + 1);
        assertThat(job.getString("cancelRequestedAt")).isNull();
    }
}
