package io.fleetstop.api;

import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.ids;
import static io.fleetstop.api.Service.post;
import static io.fleetstop.api.Service.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** How many instances a tenant may have stopped in an hour. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(HourlyBoundTest.FewAnHour.class)
class HourlyBoundTest {

    public static final class FewAnHour implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("fleetstop.tenants.default.max-instances-per-hour", "4");
        }
    }

    private static final String ONE_MORE = "{\"instanceIds\": [\"i-sim101\"]}";

    @Inject
    Simulator simulator;

    @Inject
    Pool pool;

    @Test
    void what_is_too_much_for_the_hour_is_refused_until_it_has_passed_but_a_repeat_never_is() {
        String full = "{\"instanceIds\": [" + ids(4) + "], \"clientToken\": \"" + UUID.randomUUID() + "\"}";
        String id = submit(full);
        finished(id);
        long calls = simulator.calls().total();

        int wait = Integer.parseInt(post(ONE_MORE)
                .then()
                .statusCode(429)
                .body("code", equalTo("FlowLimitExceeded"))
                .body("detail", containsString("4 instances"))
                .extract()
                .header("Retry-After"));
        assertThat(wait).isBetween(3_500, 3_601);
        post(full).then().statusCode(200).header("Idempotency-Replayed", "true").body("id", equalTo(id));
        post("{\"instanceIds\": [" + ids(4) + "], \"dryRun\": true}").then().statusCode(202);
        assertThat(simulator
                        .calls()
                        .all()
                        .subList((int) calls, simulator.calls().all().size()))
                .noneMatch(call -> call.tookEffect());

        pool.query("UPDATE stop_job SET created_at = created_at - interval '1 hour'")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10));
        post(ONE_MORE).then().statusCode(202);
    }
}
