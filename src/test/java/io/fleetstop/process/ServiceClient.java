package io.fleetstop.process;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

/** What a caller sends to one running service, and gets. */
record ServiceClient(String url) {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    static ServiceClient of(ServiceProcess service) {
        return new ServiceClient(service.url());
    }

    Response post(List<String> instanceIds, String token) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("instanceIds", instanceIds, "clientToken", token))
                .post(url + "/v1/stop-jobs");
    }

    /** @return the id of the new job */
    String submit(List<String> instanceIds, String token) {
        return post(instanceIds, token).then().statusCode(202).extract().path("id");
    }

    JsonPath job(String id) {
        return given().get(url + "/v1/stop-jobs/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Waits until the job is final. */
    JsonPath finished(String id) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> job(id), job -> job.getString("finishedAt") != null);
    }
}
