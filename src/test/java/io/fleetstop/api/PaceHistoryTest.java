package io.fleetstop.api;

import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.ids;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class PaceHistoryTest {
    @Test
    void target_that_was_called_has_a_history() {
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    finished(submit("{\"instanceIds\": [" + ids(4) + "]}"));
                    given().get("/v1/targets/simulator/pace")
                            .then()
                            .statusCode(200)
                            .body("target", equalTo("simulator"))
                            .body("points.size()", greaterThan(0))
                            .body("points[0].rate", greaterThan(0f));
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1441", "-1", "ten", "99999"})
    void time_that_is_not_kept_is_refused(String minutes) {
        given().get("/v1/targets/simulator/pace?minutes=" + minutes)
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("minutes"));
    }

    @Test
    void target_that_does_not_exist_is_not_found() {
        given().get("/v1/targets/nowhere/pace").then().statusCode(404).body("code", equalTo("NotFound"));
    }
}
