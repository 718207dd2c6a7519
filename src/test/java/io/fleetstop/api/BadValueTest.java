package io.fleetstop.api;

import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.StoredJobs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.fleetstop.api.Service.post;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.oneOf;

/** Values that are none, or that are meant for somebody else: a shell, a query, a log, a cloud. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class BadValueTest {
    private static final String UNKNOWN = "/v1/stop-jobs/01994f00-0000-7000-8000-000000000000";

    private long before;

    @BeforeEach
    void count() {
        before = StoredJobs.count();
    }

    @AfterEach
    void nothing_was_stored() {
        assertThat(StoredJobs.count()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i-1 ",
                " i-1",
                "i-1\\n",
                "i-1\\u0000",
                "i-1\\u200b",
                "\\uff49-1",
                "і-1",
                "i-😀",
                "i-\\ud83d",
                "../../etc/passwd",
                "i-1&Action=DeleteInstance",
                "i-1,i-2",
                "i-1;i-2",
                "${jndi:ldap://evil/x}",
                "'; DROP TABLE stop_job; --",
                "<script>",
                "i-1%00",
                "i-1?x",
                "i-1#x",
                "*",
                "@",
                "[i-1]"
            })
    void id_that_no_cloud_has_is_refused_by_its_place(String id) {
        refused("{\"instanceIds\": [\"i-sim001\", \"" + id + "\"]}", "InvalidArgument")
                .body("errors[0].field", equalTo("instanceIds[1]"));
        refused("{\"instanceIds\": [\"" + "i".repeat(129) + "\"]}", "InvalidArgument");
    }

    @Test
    void too_many_ids_of_any_kind_are_a_wrong_count() {
        String numbers = IntStream.range(0, 101).mapToObj(Integer::toString).collect(Collectors.joining(","));
        refused("{\"instanceIds\": [" + numbers + "]}", "InvalidCount.Malformed");
        refused("{\"instanceIds\": [" + "\"\",".repeat(5000) + "\"\"]}", "MissingParameter.InstanceId");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " t",
                "t ",
                "a b",
                "a\\tb",
                "a\\u007f",
                "é",
                "a\\u0000",
                "a\\r\\nX-Evil: 1",
                "😀",
                "\\ud800",
                "ttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttttt"
            })
    void token_that_is_no_token_is_refused(String token) {
        refused("{\"instanceIds\": [\"i-1\"], \"clientToken\": \"" + token + "\"}", "InvalidClientToken.Malformed");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "maxErrors": 1e999
            "maxErrors": 1e2
            "maxErrors": -1
            "maxErrors": 9223372036854775808
            "maxErrors": 4294967297
            "maxErrors": "NaN"
            "maxErrors": "1"
            "maxErrors": true
            "maxErrors": [1]
            "maxConcurrency": -0
            "maxConcurrency": 1.0
            "forceStop": "true"
            "forceStop": 0
            "dryRun": {}
            "target": "cn-beijing.evil.com/#"
            "target": ".."
            "target": "169.254.169.254"
            "target": "@host"
            "target": "SIMULATOR"
            "target": ""
            "target": "simulator\\u0000"
            "description": "\\u001b[31m"
            "notBefore": "9999-12-31T23:59:60Z"
            "notBefore": "2999-01-01T00:00:00Z"
            "deadline": "1970-01-01T00:00:00Z"
            "deadline": ""
            """)
    void option_that_nobody_can_follow_is_refused(String option) {
        refused("{\"instanceIds\": [\"i-1\"], " + option + "}", "InvalidArgument");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "%00",
                "1",
                "01994f00-0000-7000-8000-00000000000",
                "01994f00_0000-7000-8000-000000000000",
                "'",
                "%0d%0aX:1"
            })
    void name_that_no_job_has_is_404_wherever_it_stands(String id) {
        for (String path : new String[] {"", "/events", "?view=summary"}) {
            given().urlEncodingEnabled(false)
                    .get("/v1/stop-jobs/" + id + path)
                    .then()
                    .statusCode(404);
        }
        for (String path : new String[] {"/cancel", "/retry"}) {
            given().urlEncodingEnabled(false)
                    .post("/v1/stop-jobs/" + id + path)
                    .then()
                    .statusCode(404);
        }
        given().get("/v1/stop-jobs/" + "a".repeat(10_000)).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "\"1\"", "W/\"", "\"\"", ",,,", "W/\"1\" junk", "\\", "'; --"})
    void tags_of_an_unknown_job_are_404_and_no_fault(String tags) {
        given().header("If-None-Match", tags).get(UNKNOWN).then().statusCode(404);
    }

    @Test
    void thousand_tags_are_read_like_one() {
        String id = submit("{\"instanceIds\": [\"i-sim001\"], \"notBefore\": \""
                + java.time.Instant.now().plusSeconds(3600) + "\"}");
        before++;
        String tag = given().get("/v1/stop-jobs/" + id).header("ETag");
        String others = IntStream.range(0, 1000)
                .mapToObj(each -> "\"" + (each + 900) + "x\"")
                .collect(Collectors.joining(", "));
        given().header("If-None-Match", others)
                .get("/v1/stop-jobs/" + id)
                .then()
                .statusCode(200);
        given().header("If-None-Match", others + ", " + tag)
                .get("/v1/stop-jobs/" + id)
                .then()
                .statusCode(304);
        given().header("If-None-Match", "\"".repeat(8000))
                .get("/v1/stop-jobs/" + id)
                .then()
                .statusCode(200);
        given().header("If-None-Match", "W/".repeat(4000))
                .get("/v1/stop-jobs/" + id)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/xml", "text/html", "*/*;q=0", ";;;,/", "a/b;q=zz", "application/json;q=9", "x", "*"
            })
    void answer_that_nobody_asked_for_is_406_or_given_all_the_same(String accept) {
        given().header("Accept", accept).get("/v1/targets").then().statusCode(oneOf(200, 406));
        given().header("Accept", accept).get(UNKNOWN).then().statusCode(oneOf(404, 406));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "-1-1",
                "999999999999-1",
                "1-99999999999999999999",
                "1-",
                "'",
                "1-1-1",
                "9999999999999999999"
            })
    void place_in_a_stream_that_is_none_is_the_beginning(String place) {
        given().header("Last-Event-ID", place).get(UNKNOWN + "/events").then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pageSize=-0",
                "pageSize=1e2",
                "pageSize=+1",
                "pageSize=%D9%A1",
                "pageToken=%00",
                "pageToken=a%0d%0ab",
                "pageToken=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "pageToken=__________________________________________8",
                "createdAfter=999999999999999999999",
                "createdAfter=2026-13-01T00:00:00Z",
                "state=Pending%00",
                "state[]=Pending",
                "target=%F0%9F%98%80&target=x",
                "instanceId=a&instanceid=b"
            })
    void question_that_cannot_be_meant_is_refused(String query) {
        given().urlEncodingEnabled(false)
                .get("/v1/stop-jobs?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("InvalidArgument"));
    }

    @Test
    void token_in_a_header_is_nobodys_token() {
        String token = UUID.randomUUID().toString();
        given().header("ClientToken", token)
                .contentType("application/json")
                .body("{\"instanceIds\": [\"i-1\"], \"clientToken\": \"a b\"}")
                .post("/v1/stop-jobs")
                .then()
                .statusCode(400)
                .body("code", equalTo("InvalidClientToken.Malformed"));
    }

    private static ValidatableResponse refused(String body, String code) {
        return post(body).then().statusCode(400).body("code", equalTo(code));
    }
}
