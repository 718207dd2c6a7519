package io.fleetstop.api;

import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.ids;
import static io.fleetstop.api.Service.post;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

/** How much a tenant may have open. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(OpenOperationsTest.FewOpen.class)
class OpenOperationsTest {

    public static final class FewOpen implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("fleetstop.tenants.default.max-open-operations", "100");
        }
    }

    @Inject
    Simulator simulator;

    @Test
    void what_is_too_much_is_refused_until_something_is_over_but_a_repeat_never_is() {
        String one = "{\"instanceIds\": [\"i-sim101\"], \"clientToken\": \"" + UUID.randomUUID() + "\"}";
        String full = "{\"instanceIds\": [" + ids(100) + "], \"clientToken\": \"" + UUID.randomUUID()
                + "\", \"notBefore\": \"" + Instant.now().plusSeconds(3600) + "\"}";
        String id = submit(full);

        post(one)
                .then()
                .statusCode(429)
                .header("Retry-After", notNullValue())
                .body("code", equalTo("FlowLimitExceeded"));
        post(full).then().statusCode(412).body("jobId", equalTo(id));
        assertThat(simulator.calls().all()).isEmpty();

        given().post("/v1/stop-jobs/" + id + "/cancel").then().statusCode(200);
        post(one).then().statusCode(202);
    }
}
