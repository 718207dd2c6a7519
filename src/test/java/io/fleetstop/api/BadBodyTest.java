package io.fleetstop.api;

import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.StoredJobs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** Bodies that are no request. Whatever they are, the caller is told, and nothing is stored. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class BadBodyTest {
    private static final String GOOD = "{\"instanceIds\": [\"i-sim001\"]}";
    private static final String JSON = "application/json";

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
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                                | InvalidArgument
            null                                                              | InvalidArgument
            true                                                              | InvalidArgument
            "i-1"                                                             | InvalidArgument
            []                                                                | InvalidArgument
            {}                                                                | MissingParameter.InstanceId
            {"instanceIds": ["i-1"],}                                         | InvalidArgument
            {"instanceIds": ["i-1",]}                                         | InvalidArgument
            {"instanceIds": ["i-1"]} {"instanceIds": ["i-2"]}                 | InvalidArgument
            {"instanceIds": ["i-1"]} x                                        | InvalidArgument
            {"instanceIds": ["i-1"], "clientToken": "a", "clientToken": "b"}  | InvalidArgument
            {"instanceIds": ["i-1"], "clientToken": "a", "client\\u0054oken": "b"} | InvalidArgument
            {"instanceIds": ["i-1"], "owner": "me"}                           | InvalidArgument
            {"instanceIds": ["i-1"], "InstanceIds": ["i-1"]}                  | InvalidArgument
            {'instanceIds': ['i-1']}                                          | InvalidArgument
            {"instanceIds": ["i-1"] /* all */}                                | InvalidArgument
            {"instanceIds": ["i-1"], "maxErrors": NaN}                        | InvalidArgument
            {"instanceIds": ["i-1"], "maxErrors": 007}                        | InvalidArgument
            {"instanceIds": ["i-1                                             | InvalidArgument
            """)
    void body_that_is_no_request_is_refused(String body, String code) {
        refused(JSON, body.getBytes(StandardCharsets.UTF_8), code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "[{\"a\":"})
    void ten_thousand_levels_are_not_followed(String level) {
        refused(JSON, level.repeat(10_000).getBytes(StandardCharsets.UTF_8), "InvalidArgument");
        refused(JSON, ("{\"instanceIds\":" + level.repeat(10_000)).getBytes(StandardCharsets.UTF_8), "InvalidArgument");
    }

    @Test
    void name_or_text_or_number_that_fills_the_body_is_refused() {
        String long60k = "9".repeat(60_000);
        refused(JSON, ("{\"" + long60k + "\": 1}").getBytes(), "InvalidArgument");
        refused(JSON, ("{\"instanceIds\": [\"" + long60k + "\"]}").getBytes(), "InvalidArgument");
        refused(JSON, ("{\"instanceIds\": [\"i-1\"], \"maxErrors\": " + long60k + "}").getBytes(), "InvalidArgument");
        refused(JSON, ("{\"instanceIds\": [\"i-1\"], \"maxErrors\": 1e" + long60k + "}").getBytes(), "InvalidArgument");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-16", "UTF-32BE", "ISO-8859-1"})
    void text_in_another_character_set_is_refused_whether_it_says_so_or_not(String charset) {
        byte[] body = "{\"instanceIds\": [\"i-sim001\"], \"description\": \"é\"}".getBytes(Charset.forName(charset));
        refused(JSON, body, "InvalidArgument");
        refused(JSON + ";charset=" + charset, body, "UnsupportedMediaType");
    }

    @ParameterizedTest
    @CsvSource({"EF BB BF", "C0 80", "ED A0 80", "F5 80 80 80", "FF"})
    void byte_order_mark_and_bytes_that_are_no_utf_8_are_refused(String hex) {
        var body = new ByteArrayOutputStream();
        for (String each : hex.split(" ")) {
            body.write(Integer.parseInt(each, 16));
        }
        body.writeBytes(GOOD.getBytes(StandardCharsets.UTF_8));
        refused(JSON, body.toByteArray(), "InvalidArgument");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/json",
                "application/jsonp",
                "application/problem+json",
                "*/*",
                "json",
                ";;;",
                "application/json;charset=utf-16"
            })
    void body_of_another_media_type_is_refused(String type) {
        refused(type, GOOD.getBytes(StandardCharsets.UTF_8), "UnsupportedMediaType");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "deflate", "br", "identity, gzip", "x"})
    void compressed_body_is_refused_unread(String coding) throws IOException {
        sending(JSON)
                .header("Content-Encoding", coding)
                .body(bomb())
                .post("/v1/stop-jobs")
                .then()
                .statusCode(415)
                .header("Accept-Encoding", "identity")
                .body("code", equalTo("UnsupportedMediaType"));
    }

    @Test
    void compressed_body_that_hides_it_is_no_json() throws IOException {
        refused(JSON, bomb(), "InvalidArgument");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "null",
                "{\"clientToken\": 1}",
                "{\"clientToken\": \"a\"} {}",
                "{\"instanceIds\": [\"i-1\"]}"
            })
    void try_again_is_as_strict(String body) {
        sending(JSON)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/v1/stop-jobs/" + UUID.randomUUID() + "/retry")
                .then()
                .statusCode(400)
                .body("code", containsString("Invalid"));
    }

    private static void refused(String type, byte[] body, String code) {
        String answer = sending(type)
                .body(body)
                .post("/v1/stop-jobs")
                .then()
                .statusCode(code.equals("UnsupportedMediaType") ? 415 : 400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .extract()
                .asString();
        assertThat(answer).hasSizeLessThan(1000).doesNotContain("Exception", "jackson", "\\tat ");
    }

    private static RequestSpecification sending(String type) {
        var asItIs = EncoderConfig.encoderConfig()
                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                .encodeContentTypeAs(type, io.restassured.http.ContentType.BINARY);
        return given().config(RestAssuredConfig.config().encoderConfig(asItIs)).contentType(type);
    }

    /** Unpacks to a thousand times its size. */
    private static byte[] bomb() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            for (int mebibyte = 0; mebibyte < 16; mebibyte++) {
                gzip.write(new byte[1024 * 1024]);
            }
        }
        return packed.toByteArray();
    }
}
