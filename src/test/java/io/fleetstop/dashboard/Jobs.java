package io.fleetstop.dashboard;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

/** Jobs that are there before somebody looks, and what became of them, by the API. */
final class Jobs {
    private Jobs() {}

    /** @return the id of a new job */
    static String of(List<String> ids, String options) {
        String body = "{\"instanceIds\": ["
                + ids.stream().map(id -> '"' + id + '"').collect(Collectors.joining(",")) + "]" + options + "}";
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/v1/stop-jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    /** @return the id of a job that is over */
    static String finished(List<String> ids, String options) {
        return finished(of(ids, options));
    }

    /** @return the id, as soon as its job is over */
    static String finished(String id) {
        await().atMost(Duration.ofSeconds(60)).until(() -> read(id).getString("finishedAt") != null);
        return id;
    }

    /** @return the id of a job that will not begin while the test runs */
    static String later(List<String> ids, String options) {
        return of(ids, ", \"notBefore\": \"" + Instant.now().plusSeconds(7_200) + "\"" + options);
    }

    static JsonPath read(String id) {
        return given().get("/v1/stop-jobs/" + id).jsonPath();
    }

    /** Instances that exist and stop. */
    static List<String> normal(int count) {
        return IntStream.iterate(101, number -> number + 1)
                .filter(number -> number % 5 != 0)
                .limit(count)
                .mapToObj("i-sim%03d"::formatted)
                .toList();
    }
}
