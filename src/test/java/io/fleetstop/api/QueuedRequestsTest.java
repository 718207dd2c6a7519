package io.fleetstop.api;

import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.LogLines;
import io.fleetstop.testing.Member;
import io.fleetstop.testing.TestDatabase;
import io.fleetstop.testing.TwoTenants;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Requests that wait for their turn, behind those of another tenant that a busy database holds up. */
@QuarkusTest
@TestProfile(TwoTenants.class)
class QueuedRequestsTest {
    private static final int WAITING = 8;

    Issuer company;

    @Inject
    MeterRegistry meters;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    @ConfigProperty(name = "fleetstop.database.url")
    String database;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Member alice;
    private Member bob;
    private String jobOfAlice;
    private String jobOfBob;

    @BeforeEach
    void submit() {
        alice = Member.holding(company.token().subject("alice"));
        bob = Member.holding(company.token().subject("bob"));
        jobOfAlice = alice.submitted(later("i-alice"));
        jobOfBob = bob.submitted(later("i-bob"));
    }

    @Test
    void reader_is_still_the_one_who_asked() throws Exception {
        Function<Member, HttpRequest> reads = member -> request(member, "GET", "/v1/stop-jobs/" + jobOfBob);

        List<HttpResponse<String>> answers = behind("StopJobDoor.get", 22, reads.apply(alice), reads.apply(bob));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(200));
        answers = behind("StopJobDoor.get", 22, reads.apply(bob), reads.apply(alice));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(404));
    }

    @Test
    void list_is_still_the_askers() throws Exception {
        List<HttpResponse<String>> answers = behind(
                "StopJobListDoor.list",
                8,
                request(alice, "GET", "/v1/stop-jobs"),
                request(bob, "GET", "/v1/stop-jobs?pageSize=1"));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.statusCode()).isEqualTo(200);
            JsonArray jobs = new JsonObject(answer.body()).getJsonArray("jobs");
            assertThat(jobs.stream().map(job -> ((JsonObject) job).getString("id")))
                    .containsExactly(jobOfBob);
        });
    }

    @Test
    void nobody_cancels_in_anothers_name() throws Exception {
        HttpRequest bobs = request(bob, "POST", "/v1/stop-jobs/" + jobOfAlice + "/cancel");

        List<HttpResponse<String>> answers =
                behind("CancelDoor.cancel", 8, request(alice, "POST", "/v1/stop-jobs/" + jobOfBob + "/cancel"), bobs);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.statusCode()).isEqualTo(404));
        assertThat(alice.get("/v1/stop-jobs/" + jobOfAlice).jsonPath().getString("cancelRequestedAt"))
                .isNull();
        assertThat(bob.get("/v1/stop-jobs/" + jobOfBob).jsonPath().getString("cancelRequestedAt"))
                .isNull();
    }

    /**
     * @param let how many of the door's requests may be about the database at once
     * @return the answers to those that waited
     */
    private List<HttpResponse<String>> behind(String door, int let, HttpRequest first, HttpRequest then)
            throws SQLException {
        try (LogLines errors = new LogLines("io.fleetstop.problem", Level.SEVERE);
                Connection holder = TestDatabase.connect(database);
                Statement lock = holder.createStatement()) {
            holder.setAutoCommit(false);
            lock.execute("LOCK TABLE stop_job IN ACCESS EXCLUSIVE MODE");
            List<CompletableFuture<HttpResponse<String>>> held = send(let, first);
            await().until(() -> at(door, "Running") == let);
            List<CompletableFuture<HttpResponse<String>>> waiting = send(WAITING, then);
            await().until(() -> at(door, "Waiting") == WAITING);
            holder.rollback();
            held.forEach(CompletableFuture::join);
            List<HttpResponse<String>> answers =
                    waiting.stream().map(CompletableFuture::join).toList();
            assertThat(errors.heard()).isEmpty();
            return answers;
        }
    }

    private List<CompletableFuture<HttpResponse<String>>> send(int times, HttpRequest request) {
        return Stream.generate(() -> http.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                .limit(times)
                .toList();
    }

    private double at(String door, String what) {
        return meters.find("ft.bulkhead.executions" + what).gauges().stream()
                .filter(gauge -> gauge.getId().getTag("method").endsWith(door))
                .mapToDouble(Gauge::value)
                .sum();
    }

    private HttpRequest request(Member member, String method, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + member.token())
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
    }

    private static Map<String, Object> later(String instance) {
        String inAnHour = Instant.now()
                .plus(1, ChronoUnit.HOURS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        return Map.of("instanceIds", List.of(instance), "target", "simulator", "notBefore", inAnHour);
    }
}
