package io.fleetstop.api;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

/** The service as a caller meets it. */
final class Service {
    private Service() {}

    static Response post(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/v1/stop-jobs");
    }

    /** A job that does not end is told of with all that might be the reason. */
    static JsonPath finished(String id) {
        try {
            return await().atMost(Duration.ofSeconds(60))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> get(id).jsonPath(), job -> job.getString("finishedAt") != null);
        } catch (ConditionTimeoutException stuck) {
            throw new AssertionError(
                    String.join(
                            "\n",
                            "not over after a minute:",
                            get(id).asString(),
                            given().get("/v1/targets").asString(),
                            given().get("/v1/targets/simulator/pace?minutes=5").asString()),
                    stuck);
        }
    }

    static Response get(String id) {
        return given().get("/v1/stop-jobs/" + id);
    }

    /** @return what became of the one instance of a new job */
    static Map<String, Object> outcomeOf(String instanceId, String options) {
        JsonPath job = finished(submit("{\"instanceIds\": [\"" + instanceId + "\"]" + options + "}"));
        return job.getMap("operations[0]");
    }

    /** @return the id of the job, which must be taken */
    static String submit(String body) {
        return post(body).then().statusCode(202).extract().path("id");
    }

    /**
     * @param labels what the sample's labels must hold, beside the tests' one target
     * @return the value of a metric; zero as long as there is none
     */
    static double metric(int managementPort, String name, String... labels) {
        return given().port(managementPort)
                .get("/q/metrics")
                .body()
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains("target=\"simulator\""))
                .filter(line -> Stream.of(labels).allMatch(label -> line.contains('"' + label + '"')))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    static String ids(int count) {
        return quoted(
                IntStream.rangeClosed(1, count).mapToObj("i-sim%03d"::formatted).toList());
    }

    static String quoted(List<String> ids) {
        return ids.stream().map(id -> '"' + id + '"').collect(Collectors.joining(","));
    }
}
