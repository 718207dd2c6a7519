package io.fleetstop.api;

import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

/** What a page of somebody else's can do that is open in the browser of who may use the service. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class OtherPagesTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost.evil.example", "null", "http://127.0.0.1:1", ""})
    void page_of_another_site_changes_nothing(String origin) {
        String id = later();

        cancel(id, origin).statusCode(403).body("code", equalTo("AccessDenied"));

        given().get("/v1/stop-jobs/" + id).then().body("cancelRequestedAt", equalTo(null));
    }

    @Test
    void page_of_this_service_may_change_things() {
        cancel(later(), "http://127.0.0.1:" + RestAssured.port).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.1", "[2001:db8::1]"})
    void name_of_somebody_elses_that_leads_here_is_refused(String host) {
        for (String path : new String[] {"/v1/stop-jobs", "/", "/dashboard", "/?Action=StopInstance"}) {
            given().header("Host", host + ":" + RestAssured.port)
                    .get(path)
                    .then()
                    .statusCode(403)
                    .body("code", equalTo("AccessDenied"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "fleetstop.localhost", "127.0.0.1:1", "[::1]:8080"})
    void names_of_this_machine_are_good(String host) {
        given().header("Host", host).get("/v1/targets").then().statusCode(200);
    }

    private static String later() {
        return submit("{\"instanceIds\": [\"i-sim001\"], \"notBefore\": \""
                + Instant.now().plusSeconds(3600) + "\"}");
    }

    private static ValidatableResponse cancel(String id, String origin) {
        return given().header("Origin", origin)
                .post("/v1/stop-jobs/" + id + "/cancel")
                .then();
    }
}
