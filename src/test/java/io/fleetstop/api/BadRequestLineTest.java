package io.fleetstop.api;

import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.RawConnection;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.StoredJobs;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests that no client writes by accident. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class BadRequestLineTest {
    private static final String JOB = "{\"instanceIds\": [\"i-sim001\"]}";
    private static final String POST =
            "POST /v1/stop-jobs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    private static final String SMUGGLED = POST + "Content-Length: " + JOB.length() + "\r\n\r\n" + JOB;
    private static final String FINE = "GET /v1/targets HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private long before;
    private RawConnection connection;

    @BeforeEach
    void connect() throws IOException {
        before = StoredJobs.count();
        connection = new RawConnection(RestAssured.port);
    }

    @AfterEach
    void nothing_was_stored() throws IOException {
        connection.close();
        assertThat(StoredJobs.count()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: xchunked\r\n\r\n",
                "Transfer-Encoding: identity\r\n\r\n",
                "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
                "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ",
                "Content-Length: -1\r\n\r\n",
                "Content-Length: +2\r\n\r\n{}",
                "Content-Length: 0x2\r\n\r\n{}",
                "Content-Length: 99999999999999999999\r\n\r\n{}",
                "Content-Length : 2\r\n\r\n{}"
            })
    void request_that_hides_another_one_is_the_last_of_its_connection(String framing) throws IOException {
        connection.send(POST + framing + SMUGGLED);

        assertThat(connection.answer().status()).isEqualTo(400);
        assertThat(connection.ends()).isTrue();
    }

    @Test
    void body_whose_pieces_cannot_be_told_apart_ends_the_connection() throws IOException {
        connection.send(POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n" + SMUGGLED);

        assertThat(connection.ends()).isTrue();
    }

    @Test
    void body_in_endless_pieces_is_413_as_a_problem() throws IOException {
        connection.send(POST + "Transfer-Encoding: chunked\r\n\r\n");
        for (int kibibyte = 0; kibibyte <= 64; kibibyte++) {
            connection.send("400\r\n" + " ".repeat(1024) + "\r\n");
        }

        RawConnection.Answer answer = connection.answer();
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"RequestTooLarge\"");
        assertThat(connection.ends()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /v1/targets HTTP/1.1\\n\\n                                      | 400
            GET /v1/targets HTTP/1.1\\nHost: localhost\\nHost: evil\\n\\n       | 400
            GET v1/targets HTTP/1.1\\nHost: localhost\\n\\n                     | 404
            OPTIONS * HTTP/1.1\\nHost: localhost\\n\\n                          | 404
            GET //v1/targets HTTP/1.1\\nHost: localhost\\n\\n                   | 404
            GET /v1//targets HTTP/1.1\\nHost: localhost\\n\\n                   | 404
            GET /v1/./targets HTTP/1.1\\nHost: localhost\\n\\n                  | 404
            GET /x/../v1/targets HTTP/1.1\\nHost: localhost\\n\\n               | 404
            GET /%761/targets HTTP/1.1\\nHost: localhost\\n\\n                  | 404
            GET /v1%2Ftargets HTTP/1.1\\nHost: localhost\\n\\n                  | 404
            GET /v1;a=b/targets HTTP/1.1\\nHost: localhost\\n\\n                | 404
            GET /v1/targets;jsessionid=1 HTTP/1.1\\nHost: localhost\\n\\n       | 404
            GET /V1/targets HTTP/1.1\\nHost: localhost\\n\\n                    | 404
            GET /v1/stop-jobs/%00 HTTP/1.1\\nHost: localhost\\n\\n              | 404
            GET /v1/stop-jobs/%FF%FE HTTP/1.1\\nHost: localhost\\n\\n           | 404
            GET /v1/stop-jobs/..%2F..%2Fetc HTTP/1.1\\nHost: localhost\\n\\n    | 404
            GET /dashboard/../../etc/passwd HTTP/1.1\\nHost: localhost\\n\\n    | 404
            GET /v1/targets/%2e%2e/pace HTTP/1.1\\nHost: localhost\\n\\n        | 404
            """)
    void address_that_is_none_is_a_problem_like_any_other(String request, int status) throws IOException {
        connection.send(request.replace("\\n", "\r\n"));

        RawConnection.Answer answer = connection.answer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.headers())
                .containsEntry("content-type", "application/problem+json")
                .containsEntry("x-content-type-options", "nosniff")
                .containsKey("x-request-id");
        assertThat(answer.body())
                .contains("\"requestId\":\"" + answer.headers().get("x-request-id") + "\"")
                .doesNotContain("stack", "Exception");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/stop-jobs/%zz, 400",
        "/v1/stop-jobs?state=%zz, 400",
        "/?Action=StopInstance&InstanceId=%, 400",
        "/dashboard/%, 400"
    })
    void percent_sign_that_begins_no_escape_is_refused_and_the_connection_stays(String address, int status)
            throws IOException {
        connection.send("GET " + address + " HTTP/1.1\r\nHost: localhost\r\n\r\n" + FINE);

        assertThat(connection.answer().status()).isEqualTo(status);
        assertThat(connection.answer().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET /v1/targets?x={17000} HTTP/1.1\\nHost: localhost\\n\\n          | 414
            GET /v1/targets HTTP/1.1\\nHost: localhost\\nX: {17000}\\n\\n       | 431
            GET /v1/targets HTTP/1.1\\nHost: localhost\\nX : y\\n\\n            | 400
            HELLO\\n\\n                                                         | 400
            """)
    void what_is_no_http_is_answered_in_a_word_and_ends_the_connection(String request, int status) throws IOException {
        connection.send(request.replace("\\n", "\r\n").replace("{17000}", "x".repeat(17_000)) + FINE);

        RawConnection.Answer answer = connection.answer();
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).isEmpty();
        assertThat(connection.ends()).isTrue();
    }

    @Test
    void version_of_http_that_does_not_exist_is_not_implemented() throws IOException {
        connection.send("GET /v1/targets HTTP/9.9\r\nHost: localhost\r\n\r\n");

        assertThat(connection.answer().status()).isEqualTo(501);
        assertThat(connection.ends()).isTrue();
    }

    @Test
    void thousand_headers_within_the_limit_do_no_harm() throws IOException {
        connection.send("GET /v1/targets HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(1000) + "\r\n" + FINE);

        assertThat(connection.answer().status()).isEqualTo(200);
        assertThat(connection.answer().status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//v1", "/%761", "/v1;a=b", "/x/../v1"})
    void page_of_another_site_gets_no_further_by_another_spelling(String prefix) throws IOException {
        connection.send("POST " + prefix + "/stop-jobs/01994f00-0000-7000-8000-000000000000/cancel HTTP/1.1\r\n"
                + "Host: localhost\r\nOrigin: https://evil.example\r\nContent-Length: 0\r\n\r\n");

        assertThat(connection.answer().body()).contains("There is nothing by an address with");
    }
}
