package io.fleetstop.api;

import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.contract.Contract;
import io.fleetstop.testing.contract.Description;
import io.fleetstop.testing.contract.Exchange;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.fleetstop.api.Service.ids;
import static io.fleetstop.api.Service.post;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

/** How a request that is not one is answered. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class RefusalTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/stop-jobs/01994f00-0000-7000-8000-000000000000",
        "/v1/stop-jobs/nothing",
        "/v1/stop-jobs/%00",
        "/v1/nothing",
        "/x"
    })
    void what_does_not_exist_is_404_as_a_problem(String path) {
        given().urlEncodingEnabled(false)
                .get(path)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .header("X-Request-Id", notNullValue())
                .body("code", equalTo("NotFound"))
                .body("requestId", notNullValue());
    }

    @Test
    void refusal_is_a_problem_document_with_every_fault() {
        post("{\"instanceIds\": [\"i 1\"], \"forceStop\": \"yes\"}")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/InvalidArgument"))
                .body("title", equalTo("The specified argument is invalid."))
                .body("status", equalTo(400))
                .body("code", equalTo("InvalidArgument"))
                .body("errors.field", equalTo(List.of("instanceIds[0]", "forceStop")));
    }

    @Test
    void messages_of_the_vendors_codes_are_the_vendors() {
        post("{\"instanceIds\": [" + ids(101) + "]}")
                .then()
                .statusCode(400)
                .body("title", equalTo("The specified count is malformed."));
        post("{\"instanceIds\": [\"i-1\"], \"stoppedMode\": \"x\"}")
                .then()
                .statusCode(400)
                .body("title", equalTo("The specified StoppedMode is malformed."));
        post("{\"instanceIds\": [\"i-1\"], \"clientToken\": \" \"}")
                .then()
                .statusCode(400)
                .body("title", equalTo("The specified ClientToken is malformed."));
    }

    @Test
    void wrong_media_type_is_415_and_wrong_method_405() {
        given().contentType("application/xml")
                .body("<x/>")
                .post("/v1/stop-jobs")
                .then()
                .statusCode(415)
                .body("code", equalTo("UnsupportedMediaType"));
        given().contentType("application/x-www-form-urlencoded")
                .body("a=b")
                .post("/v1/stop-jobs")
                .then()
                .statusCode(415);
        given().delete("/v1/stop-jobs").then().statusCode(405).body("code", equalTo("MethodNotAllowed"));
    }

    /** Any web page can make a browser send such a request, to this machine too. */
    @Test
    void body_that_does_not_say_that_it_is_json_is_415() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/stop-jobs"))
                .POST(BodyPublishers.ofString("{\"instanceIds\": [\"i-sim001\"]}"))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.body()).contains("\"code\":\"UnsupportedMediaType\"");
        given().contentType("text/plain")
                .body("{}")
                .post("/v1/stop-jobs/" + UUID.randomUUID() + "/retry")
                .then()
                .statusCode(415)
                .body("code", equalTo("UnsupportedMediaType"));
    }

    @Test
    void body_over_64_kib_is_413() {
        String ballast = IntStream.range(0, 70 * 1024).mapToObj(each -> " ").collect(Collectors.joining());
        post(ballast + "{\"instanceIds\": [\"i-1\"]}")
                .then()
                .statusCode(413)
                .contentType("application/problem+json")
                .body("code", equalTo("RequestTooLarge"));
    }

    @Test
    void body_over_64_kib_in_pieces_is_413_as_well() throws Exception {
        byte[] ballast = new byte[70 * 1024];
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/stop-jobs"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(ballast)))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("\"code\":\"RequestTooLarge\"");
    }

    @Test
    void body_over_64_kib_is_413_over_http_2_too() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/stop-jobs"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(new byte[70 * 1024]))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        // The first call of a client upgrades the connection; from the second on both speak HTTP/2.
        client.send(HttpRequest.newBuilder(request.uri()).build(), BodyHandlers.discarding());
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(answer.statusCode()).isEqualTo(413);
        Contract.check(
                Description.read(),
                Exchange.of(request, new byte[0], answer, answer.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(answer.body()).contains("\"code\":\"RequestTooLarge\"");
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 11, 40, 64})
    void body_of_any_size_up_to_64_kib_is_read_whole(int kibibytes) {
        String body = "{\"instanceIds\": [\"i-sim001\"]";
        post(body + " ".repeat(kibibytes * 1024 - body.length() - 1) + "}")
                .then()
                .statusCode(202);
    }

    @Test
    void body_in_pieces_is_read_whole() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/stop-jobs"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() ->
                        new ByteArrayInputStream("{\"instanceIds\": [\"i-sim001\"]}".getBytes(StandardCharsets.UTF_8))))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void callers_request_id_comes_back_if_it_is_sane() {
        given().header("X-Request-Id", "abc-1.2_3")
                .get("/v1/stop-jobs/x")
                .then()
                .header("X-Request-Id", "abc-1.2_3")
                .body("requestId", equalTo("abc-1.2_3"));
        given().header("X-Request-Id", "<script>")
                .get("/v1/stop-jobs/x")
                .then()
                .header("X-Request-Id", not(containsString("<")));
    }

    @Test
    void answer_to_nonsense_tells_nothing_of_the_inside() {
        post("{\"instanceIds\": [\"i-1\"")
                .then()
                .statusCode(400)
                .body("detail", allOf(containsString("line 1"), not(containsString("jackson"))));
        post("").then().statusCode(400).body("code", equalTo("InvalidArgument"));
    }
}
