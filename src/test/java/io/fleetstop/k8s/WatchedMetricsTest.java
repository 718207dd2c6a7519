package io.fleetstop.k8s;

import io.fleetstop.k8s.Query.Looked;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.Scrape;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** That what alerts, dashboard and autoscaler look at is there to be seen, in what a service that has done a job really tells. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class WatchedMetricsTest {
    /** Put there by whoever scrapes. */
    private static final Set<String> SCRAPERS = Set.of("namespace", "pod", "job");

    /** Whether the scrape itself went well. */
    private static final String UP = "up";

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    private Scrape scrape;

    @BeforeEach
    void do_a_job() {
        String job = given().contentType(ContentType.JSON)
                .body("{\"instanceIds\": [\"i-sim001\"]}")
                .post("/v1/stop-jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> given().get("/v1/stop-jobs/" + job).jsonPath().getString("finishedAt") != null);
        scrape = Scrape.of(managementPort);
    }

    @Test
    void every_metric_that_is_looked_at_is_told_with_the_labels_that_are_asked_for() {
        List<Query> queries = Monitoring.queries().map(Query::of).toList();
        assertThat(queries).hasSizeGreaterThan(100);
        queries.forEach(query -> query.looksAt().stream()
                .filter(looked -> !looked.metric().equals(UP))
                .forEach(looked -> {
                    Set<String> asked = new TreeSet<>(looked.labels());
                    asked.addAll(query.groups());
                    asked.removeAll(SCRAPERS);
                    assertThat(scrape.names()).contains(looked.metric());
                    assertThat(scrape.labels(looked.metric()))
                            .as(looked.metric())
                            .containsAll(asked);
                }));
    }

    /** Of a counter that begins with its first event, nobody sees that it grew: so each value of ours is there before. */
    @Test
    void every_value_that_is_asked_for_is_there_before_it_happens() {
        Monitoring.queries()
                .flatMap(query -> Query.of(query).looksAt().stream())
                .filter(looked -> looked.metric().startsWith("fleetstop_"))
                .forEach(looked -> looked.values().forEach((label, value) -> {
                    if (isOurs(looked, label)) {
                        assertThat(scrape.values(looked.metric(), label))
                                .as(looked.metric())
                                .contains(value);
                    }
                }));
    }

    /** The scenes' targets are theirs, as every user's are. */
    private static boolean isOurs(Looked looked, String label) {
        return !SCRAPERS.contains(label) && !label.equals("target");
    }
}
