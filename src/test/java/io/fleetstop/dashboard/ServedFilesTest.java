package io.fleetstop.dashboard;

import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

/** What is served at which address, and with which headers; no browser is needed for that. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class ServedFilesTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final Pattern OWN_ADDRESS = Pattern.compile("(?:href|src)=\"(/dashboard/[^\"]+)\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/dashboard",
                "/dashboard/",
                "/dashboard/jobs",
                "/dashboard/jobs/01a20283-107b-7dd4-b113-b2871c449067",
                "/dashboard/targets",
                "/dashboard/submit?check=1"
            })
    void page_is_served_at_its_address_with_headers_that_keep_it_safe(String path) {
        ValidatableResponse answer = get(path).statusCode(200).contentType("text/html");
        answer.body(containsString("<title>Fleetstop</title>"))
                .header("Content-Security-Policy", containsString("default-src 'none'; script-src 'self'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("X-Content-Type-Options", "nosniff")
                .header("Referrer-Policy", "no-referrer")
                .header("Cross-Origin-Opener-Policy", "same-origin")
                .header("Cache-Control", "no-cache")
                .header("X-Request-Id", not(emptyString()));
    }

    @Test
    void page_has_nothing_inline_and_all_that_it_names_is_there() {
        String shell = get("/dashboard").extract().asString();
        assertThat(shell).doesNotContainPattern("<script>|<style|style=|onclick=|https?://");
        Stream<String> named = OWN_ADDRESS.matcher(shell).results().map(found -> found.group(1));
        assertThat(named).hasSizeGreaterThan(5).allSatisfy(path -> get(path).statusCode(200));
    }

    @Test
    void root_is_a_page_for_browsers_only() {
        get("/").statusCode(200).header("Vary", equalTo("accept"));
        given().get("/").then().statusCode(404).contentType("application/problem+json");
        given().accept(BROWSER).contentType("application/json").post("/").then().statusCode(404);
        given().accept(BROWSER)
                .get("/?Action=StopInstance&Version=2014-05-26&InstanceId=i-sim001&Format=JSON")
                .then()
                .statusCode(not(200))
                .contentType(containsString("json"));
    }

    @Test
    void known_page_is_not_sent_again() {
        String tag = get("/dashboard").extract().header("ETag");
        given().accept(BROWSER)
                .header("If-None-Match", tag)
                .get("/dashboard/jobs")
                .then()
                .statusCode(304)
                .body(is(emptyString()));
        given().accept(BROWSER)
                .header("If-None-Match", "\"other\"")
                .get("/dashboard/jobs")
                .then()
                .statusCode(200);
    }

    @Test
    void head_tells_what_get_would() {
        ValidatableResponse head = given().head("/dashboard/app.js").then().statusCode(200);
        String length = get("/dashboard/app.js").extract().header("Content-Length");
        head.contentType("text/javascript").header("Content-Length", length).body(is(emptyString()));
    }

    @Test
    void only_what_has_a_version_in_its_address_is_kept_for_good() {
        get("/dashboard/vendor/preact-11.2.0/preact.mjs")
                .contentType("text/javascript")
                .header("Cache-Control", containsString("immutable"));
        get("/dashboard/app.js").header("Cache-Control", "no-cache");
        get("/dashboard/vendor/README.md").header("Cache-Control", "no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"preact-11.2.0/preact.mjs", "preact-11.2.0/hooks.mjs", "htm-3.1.1/htm.mjs"})
    void library_is_the_one_that_is_written_down(String file) throws GeneralSecurityException {
        byte[] served = get("/dashboard/vendor/" + file).extract().asByteArray();
        String digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(served));
        String folder = file.substring(0, file.indexOf('/'));
        assertThat(get("/dashboard/vendor/README.md").extract().asString())
                .contains(digest)
                .contains("`" + folder + "`");
        get("/dashboard/vendor/" + folder + "/LICENSE").statusCode(200);
    }

    @Test
    void unknown_address_is_not_found_with_a_page_for_people_and_a_problem_for_programs() {
        get("/dashboard/nothing").statusCode(404).contentType("text/html").header("Cache-Control", "no-cache");
        given().get("/dashboard/nothing.js").then().statusCode(404).contentType("application/problem+json");
        given().accept(BROWSER).post("/dashboard/jobs").then().statusCode(405).header("Allow", "GET, HEAD, OPTIONS");
        get("/dashboard/../application.properties").statusCode(404);
        get("/dashboard/%2e%2e/%2e%2e/application.properties").statusCode(404);
    }

    @Test
    void answers_of_the_api_are_left_alone() {
        given().get("/v1/targets").then().statusCode(200).header("Content-Security-Policy", nullValue());
    }

    private static ValidatableResponse get(String path) {
        return given().accept(BROWSER).urlEncodingEnabled(false).get(path).then();
    }
}
