package io.fleetstop.identity;

import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.LogLines;
import io.fleetstop.testing.RawConnection;
import io.fleetstop.testing.TwoTenants;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

/** What somebody can do who has nothing but cookies that were made up. */
@QuarkusTest
@TestProfile(TwoTenants.class)
class StrangersTest {
    private static final String LOGIN = "/dashboard/login";

    Issuer company;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q_session=1",
                "q_session_cluster=1",
                "q_session_Default=1",
                "q_session_company=1",
                "q_session_company=a.b.c.d.e",
                "q_session_company_chunk_1=a; q_session_company_chunk_99999999999=b",
                "q_session_company_chunk_x=a; q_session_company_chunk_=b",
                "q_auth=1",
                "q_auth_cluster_x=x"
            })
    void made_up_cookie_lets_nobody_in_and_keeps_nobody_out(String cookie) {
        with(cookie).get("/v1/caller").then().statusCode(401);
        with(cookie)
                .header("Accept", "text/html")
                .redirects()
                .follow(false)
                .get("/dashboard")
                .then()
                .statusCode(302)
                .header("Location", startsWith(company.url() + "/authorize"));
        with(cookie)
                .header(
                        "Authorization",
                        "Bearer " + company.token().subject("alice").text())
                .get("/v1/caller")
                .then()
                .statusCode(200)
                .body("name", equalTo("team-a/alice"));
    }

    @Test
    void login_ends_at_its_own_address_only() {
        int before = company.tokenRequests();

        for (String path : List.of("/v1/caller", "/dashboard", "/dashboard/dashboard.css", "/q/openapi", "/")) {
            with("q_auth_company_x=x").get(path + "?state=x&code=guessed");
            with("q_session_x=1; q_auth_company_x=x").get(path + "?state=x&code=guessed");
        }

        assertThat(company.tokenRequests()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state=x&error=access_denied&error_description=no",
                "state=x&state=y&code=z",
                "state=x",
                "state=x&code=z"
            })
    void failed_login_is_told_and_does_not_begin_anew_by_itself(String query) {
        ended("q_auth_company_x=x|made-up", query).statusCode(401);
        ended("q_auth_company_x=|", query).statusCode(401);
        ended("q_auth_company_x=y", query).statusCode(401);
    }

    @Test
    void query_writes_no_lines_into_the_log() {
        try (var log = new LogLines("io.quarkus.oidc", Level.INFO)) {
            ended("q_auth_company_x=x", "state=x&error=e&error_description=no%0A12:00:00.000%20INFO%20%20forged")
                    .statusCode(400)
                    .body("code", equalTo("InvalidArgument"));
            ended("q_auth_company_x=x", "state=x&error=%1b%5B2Je").statusCode(400);
            ended("q_auth_company_x=x", "state=x&error=e&error_description=heard")
                    .statusCode(401);
            assertThat(log.heard())
                    .anyMatch(line -> line.contains("heard"))
                    .noneMatch(line -> line.contains("forged") || line.contains("\u001b"));
        }
    }

    @Test
    void page_without_a_host_is_shown_though_nobody_can_log_in_from_it() throws Exception {
        try (var connection = new RawConnection(RestAssured.port)) {
            connection.send("GET /dashboard HTTP/1.0\r\nAccept: text/html\r\n\r\n");
            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    private static ValidatableResponse ended(String cookie, String query) {
        return with(cookie)
                .header("Accept", "text/html")
                .redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .get(LOGIN + "?" + query)
                .then();
    }

    private static io.restassured.specification.RequestSpecification with(String cookie) {
        return given().header("Cookie", cookie);
    }
}
