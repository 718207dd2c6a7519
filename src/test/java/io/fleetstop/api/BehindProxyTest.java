package io.fleetstop.api;

import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.RawConnection;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.StoredJobs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

/** What depends on how a request came, and how slowly. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(BehindProxy.class)
class BehindProxyTest {
    private static final String TRANSPORT = "Strict-Transport-Security";

    @ParameterizedTest
    @ValueSource(strings = {"/dashboard", "/?Action=StopInstance", "/nothing", "/q/openapi"})
    void browser_is_told_to_come_by_https_if_it_did(String path) {
        given().header("X-Forwarded-Proto", "https")
                .get(path)
                .then()
                .header(TRANSPORT, containsString("max-age="))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin");
        given().get(path).then().header(TRANSPORT, nullValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/stop-jobs", "/v1/nothing", "/?Action=StopInstance&Version=2014-05-26"})
    void body_that_does_not_arrive_is_408_and_ends_the_connection(String path) throws IOException {
        long before = StoredJobs.count();
        try (var connection = new RawConnection(RestAssured.port)) {
            connection.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 30\r\n\r\n{\"instanceIds\":");

            RawConnection.Answer answer = connection.answer();
            assertThat(answer.status()).isEqualTo(408);
            assertThat(answer.body()).contains("\"code\":\"RequestTimeout\"");
            assertThat(connection.ends()).isTrue();
        }
        assertThat(StoredJobs.count()).isEqualTo(before);
    }

    @Test
    void body_that_nobody_needs_holds_no_connection_for_long() throws IOException {
        try (var connection = new RawConnection(RestAssured.port)) {
            connection.send("POST /v1/targets HTTP/1.1\r\nHost: localhost\r\nContent-Length: 30\r\n\r\n{");

            assertThat(connection.answer().status()).isEqualTo(405);
            assertThat(connection.ends()).isTrue();
        }
    }
}
