package io.fleetstop.testing;

import io.restassured.http.ContentType;
import io.restassured.http.Header;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

/** Somebody who proves with a token who it is. */
public record Member(String token) {
    private static final String JOBS = "/v1/stop-jobs";

    public static Member holding(Token token) {
        return new Member(token.text());
    }

    public RequestSpecification asks() {
        return given().header("Authorization", "Bearer " + token);
    }

    public Response get(String path) {
        return asks().get(path);
    }

    public Response submit(Map<String, Object> body) {
        return submit(body, UUID.randomUUID().toString());
    }

    public Response submit(Map<String, Object> body, String requestId) {
        return asks().header("X-Request-Id", requestId)
                .contentType(ContentType.JSON)
                .body(body)
                .post(JOBS);
    }

    /** @return the id of the job, which must be taken */
    public String submitted(Map<String, Object> body) {
        return submit(body).then().statusCode(202).extract().path("id");
    }

    public JsonPath finished(String id) {
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> get(JOBS + "/" + id).jsonPath(), job -> job.getString("finishedAt") != null);
    }

    /** Ids of the jobs that the list shows under a filter. */
    public List<String> listed(String parameter, String value) {
        return asks().queryParam(parameter, value)
                .queryParam("pageSize", 100)
                .get(JOBS)
                .then()
                .statusCode(200)
                .extract()
                .path("jobs.id");
    }

    /** All that an answer tells, so that two that tell the same are equal. */
    public static String everything(Response answer) {
        String headers = answer.headers().asList().stream()
                .map(Header::toString)
                .sorted()
                .collect(Collectors.joining("\n"));
        return answer.statusLine() + "\n" + headers + "\n\n" + answer.asString();
    }
}
