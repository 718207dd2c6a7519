package io.fleetstop.api;

import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** The list of jobs: filters, order, pages. Each test knows its own jobs by an instance that no other test has. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class ListTest {
    private final String instance = "i-list-" + UUID.randomUUID();

    @Test
    void jobs_come_newest_first_and_without_their_operations() {
        List<String> ids = IntStream.range(0, 3).mapToObj(each -> job("")).toList();

        JsonPath page = list("instanceId", instance);

        assertThat(page.<String>getList("jobs.id")).containsExactly(ids.get(2), ids.get(1), ids.get(0));
        assertThat(page.<Object>getList("jobs.operations")).containsOnlyNulls();
        assertThat(page.<Integer>getList("jobs.progress.total")).containsOnly(2);
        assertThat(page.<Object>get("nextPageToken")).isNull();
        assertThat(page.getMap("")).containsKey("nextPageToken");
    }

    @Test
    void pages_hold_every_job_once_also_while_new_ones_arrive() {
        List<String> ids =
                new ArrayList<>(IntStream.range(0, 7).mapToObj(each -> job("")).toList());
        List<String> seen = new ArrayList<>();
        String token = "";
        do {
            JsonPath page = list("instanceId", instance, "pageSize", "3", "pageToken", token);
            seen.addAll(page.getList("jobs.id"));
            token = page.getString("nextPageToken");
            job("");
        } while (token != null);

        Collections.reverse(ids);
        assertThat(seen).isEqualTo(ids);
    }

    @Test
    void each_filter_leaves_what_it_is_about() {
        String later = job(", \"notBefore\": \"" + Instant.now().plusSeconds(3600) + "\"");
        String other = job(", \"target\": \"volcengine\"");
        String done = job("");
        String token = finished(done).getString("clientToken");
        finished(other);

        assertThat(ids("state", "Pending")).containsExactly(later);
        assertThat(ids("state", "Failed")).containsExactly(done, other);
        assertThat(ids("target", "volcengine")).containsExactly(other);
        assertThat(ids("target", "volcengine", "state", "Pending")).isEmpty();
        assertThat(ids("clientToken", token)).containsExactly(done);
        assertThat(ids("clientToken", token, "state", "Pending")).isEmpty();
        assertThat(ids("target", "nowhere")).isEmpty();
        assertThat(list("instanceId", "i-nobody-has").<String>getList("jobs.id"))
                .isEmpty();
        assertThat(list("state", "Failed", "target", "volcengine").<String>getList("jobs.id"))
                .contains(other)
                .doesNotContain(done, later);
    }

    @Test
    void times_bound_the_list_the_later_one_not_included() {
        String first = job("");
        String second = job("");
        String createdAt = given().get("/v1/stop-jobs/" + second).path("createdAt");

        assertThat(ids("createdAfter", createdAt)).containsExactly(second);
        assertThat(ids("createdBefore", createdAt)).containsExactly(first);
        assertThat(ids("createdAfter", createdAt, "createdBefore", createdAt)).isEmpty();
    }

    @Test
    void token_of_a_page_is_good_for_its_own_list_only() {
        job("");
        job("");
        String token = list("instanceId", instance, "pageSize", "1").getString("nextPageToken");

        refused("pageToken", "instanceId", instance, "state", "Failed", "pageToken", token);
        refused("pageToken", "pageToken", token);
        refused("pageToken", "instanceId", instance, "pageToken", token.substring(1));
        refused("pageToken", "instanceId", instance, "pageToken", "B" + token.substring(1));
    }

    @ParameterizedTest
    @CsvSource({
        "state, Sleeping",
        "state, failed",
        "createdAfter, yesterday",
        "createdBefore, 2026-01-31",
        "createdBefore, +294277-01-01T00:00:00Z",
        "createdAfter, -4713-01-01T00:00:00Z",
        "pageSize, 0",
        "pageSize, -1",
        "pageSize, many",
        "pageToken, !!!",
        "sate, Failed"
    })
    void what_cannot_be_meant_is_refused_and_named(String name, String value) {
        refused(name, name, value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=Failed&state=Running", "instanceId=%00", "pageSize=99999999999"})
    void nor_is_what_cannot_be_told_apart(String query) {
        given().urlEncodingEnabled(false)
                .get("/v1/stop-jobs?" + query)
                .then()
                .statusCode(400)
                .body("code", equalTo("InvalidArgument"));
    }

    @Test
    void more_than_a_page_may_hold_is_a_full_page() {
        job("");
        given().get("/v1/stop-jobs?pageSize=100000").then().statusCode(200);
    }

    @Test
    void job_says_until_when_it_may_be_worked_on() {
        String id = job(", \"deadline\": \"2999-01-01T00:00:00Z\"");
        given().get("/v1/stop-jobs/" + id).then().body("expiresAt", equalTo("2999-01-01T00:00:00Z"));
        assertThat(given().get("/v1/stop-jobs/" + job("")).<String>path("expiresAt"))
                .isNotBlank();
    }

    private String job(String options) {
        return submit("{\"instanceIds\": [\"" + instance + "\", \"i-list-2\"]" + options + "}");
    }

    /** Of this test's jobs. */
    private List<String> ids(String... filters) {
        var all = new ArrayList<>(List.of("instanceId", instance));
        all.addAll(List.of(filters));
        return list(all.toArray(String[]::new)).getList("jobs.id");
    }

    private static JsonPath list(String... parameters) {
        var request = given();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/v1/stop-jobs").then().statusCode(200).extract().jsonPath();
    }

    private static void refused(String named, String... parameters) {
        var request = given();
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        request.get("/v1/stop-jobs")
                .then()
                .statusCode(400)
                .body("code", equalTo("InvalidArgument"))
                .body("errors[0].field", containsString(named));
    }
}
