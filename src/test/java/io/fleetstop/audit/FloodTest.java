package io.fleetstop.audit;

import io.fleetstop.testing.AuditRows;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many refusals at once do not become as many rows, and are told all the same. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class FloodTest {
    @Inject
    Pool pool;

    private final String request = UUID.randomUUID().toString();

    @Test
    void refusals_past_the_share_are_counted_and_the_count_is_recorded() {
        int sent = 600;
        HttpRequest refused = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/v1/stop-jobs"))
                .header("Content-Type", "application/json")
                .header("X-Request-Id", request)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        IntStream.range(0, sent)
                .mapToObj(i -> client.sendAsync(refused, HttpResponse.BodyHandlers.discarding()))
                .toList()
                .forEach(answer -> assertThat(answer.join().statusCode()).isEqualTo(400));

        await().atMost(Duration.ofSeconds(20)).until(() -> recorded() == sent);
        List<JsonObject> rows = new AuditRows(pool).of(request);
        double seconds =
                Duration.between(at(rows.get(0)), at(rows.get(rows.size() - 1))).toMillis() / 1000.0;
        assertThat((double) rows.size()).isLessThanOrEqualTo(60 + 20 * seconds + 2);
    }

    /** Rows, and the rows that they say were left out. */
    private int recorded() {
        return new AuditRows(pool)
                .of(request).stream()
                        .mapToInt(row -> 1 + row.getInteger("left_out"))
                        .sum();
    }

    private static Instant at(JsonObject row) {
        return Instant.parse(row.getString("at"));
    }
}
