package io.fleetstop.api;

import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.get;
import static io.fleetstop.api.Service.ids;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Who waits for whom on a slow account. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class FairnessTest {
    private static final String WHOLE_FLEET = "{\"instanceIds\": [" + ids(100) + "]}";

    @Inject
    Simulator simulator;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @Test
    void job_of_one_instance_behind_forty_of_a_hundred_is_over_before_any_of_them() {
        simulator.limits().set(20, 20);
        List<String> large =
                Stream.generate(() -> submit(WHOLE_FLEET)).limit(40).toList();
        String small = submit("{\"instanceIds\": [\"i-sim200\"]}");

        assertThat(finished(small).getString("state")).isEqualTo("Succeeded");
        assertThat(large)
                .allSatisfy(id ->
                        assertThat(get(id).jsonPath().getString("finishedAt")).isNull());

        // Four thousand calls more would only take time.
        large.forEach(id -> given().post("/v1/stop-jobs/" + id + "/cancel"));
        assertThat(large)
                .allSatisfy(id -> assertThat(finished(id).getString("state")).isEqualTo("Cancelled"));
    }
}
