package io.fleetstop.process;

import io.fleetstop.simulator.fleet.Instance;
import io.fleetstop.simulator.fleet.Scenario;
import io.fleetstop.testing.TestDatabase;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** SIGTERM, as an orchestrator sends it before each roll-out. */
class TerminatedServiceIT {
    /** 128 and the number of the signal. */
    private static final int ENDED_BY_SIGTERM = 143;

    private static final Duration LONG_LEASE = Duration.ofSeconds(60);
    /** The slowest call, the last write, and the way out of a busy machine. */
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final LoopbackCloud cloud =
            LoopbackCloud.start(Map.of("latency.min", "1s", "latency.max", "2s", "instances", "200"));
    private final List<String> instanceIds = cloud.fleet().all().stream()
            .filter(instance -> instance.scenario() == Scenario.NORMAL)
            .map(Instance::id)
            .limit(100)
            .toList();

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        new PostgresProcesses(folder).end();
        cloud.close();
    }

    @Test
    void sigterm_lets_calls_finish_and_hands_leases_back() {
        String database = TestDatabase.fresh();
        JobRecord record = new JobRecord(database);
        try (ServiceProcess first = ServiceProcess.start(slow(ServiceEnvironment.onDatabase(database)));
                ServiceProcess second = ServiceProcess.start(slow(ServiceEnvironment.onDatabase(database)))) {
            String job = ServiceClient.of(first).submit(instanceIds, "rolled-out");
            stopped(20);
            first.terminate();
            assertThat(first.exitCode(LIMIT)).isEqualTo(ENDED_BY_SIGTERM);

            await("taken over").atMost(Duration.ofSeconds(5)).until(() -> record.leaseEpoch(job) == 2);
            JsonPath finished = ServiceClient.of(second).finished(job);
            assertThat(finished.getString("state")).isEqualTo("Succeeded");
            // Whoever sent a call has also heard its answer: a call cut short would be found out by a read, as no
            // attempt.
            assertThat(finished.<Integer>getList("operations.attempts")).containsOnly(1);
            Truth.check(finished, instanceIds, cloud);
            assertThat(first.lines()).allMatch(TerminatedServiceIT::isInfo);
            assertThat(second.lines()).allMatch(TerminatedServiceIT::isInfo);
        }
    }

    @Test
    void sigterm_ends_the_embedded_database_last() {
        try (ServiceProcess service = ServiceProcess.start(slow(ServiceEnvironment.onEmbeddedDatabase(folder)))) {
            ServiceClient.of(service).submit(instanceIds, "to-be-continued");
            stopped(8);
            service.terminate();
            assertThat(service.exitCode(LIMIT)).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(service.lines()).allMatch(TerminatedServiceIT::isInfo);
            assertThat(new PostgresProcesses(folder).alive()).isEmpty();
        }
    }

    @Test
    void readers_of_events_who_take_nothing_do_not_hold_up_the_end() {
        Vertx vertx = Vertx.vertx();
        try (ServiceProcess service = ServiceProcess.start(slow(ServiceEnvironment.onDatabase(TestDatabase.fresh())))) {
            String job = given().contentType(ContentType.JSON)
                    .body(Map.of(
                            "instanceIds",
                            instanceIds,
                            "notBefore",
                            Instant.now().plusSeconds(3600).toString()))
                    .post(service.url() + "/v1/stop-jobs")
                    .path("id");
            assertThat(status(stalled(vertx, service.url() + "/v1/stop-jobs/" + job + "/events")))
                    .isEqualTo(200);
            service.terminate();
            assertThat(service.exitCode(LIMIT)).isEqualTo(ENDED_BY_SIGTERM);
            assertThat(service.lines()).allMatch(TerminatedServiceIT::isInfo);
        } finally {
            vertx.close();
        }
    }

    /** A request whose answer has no room to arrive in. */
    private static Future<HttpClientResponse> stalled(Vertx vertx, String url) {
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setInitialSettings(new Http2Settings().setInitialWindowSize(0));
        return vertx.createHttpClient(options)
                .request(new RequestOptions().setAbsoluteURI(url))
                .compose(request -> request.send().map(HttpClientResponse::pause));
    }

    private static int status(Future<HttpClientResponse> answer) {
        return answer.toCompletionStage().toCompletableFuture().join().statusCode();
    }

    private Map<String, String> slow(ServiceEnvironment environment) {
        return environment
                .stoppingIn(cloud)
                .with("FLEETSTOP_DISPATCH_LEASE", LONG_LEASE.toSeconds() + "S")
                .with("FLEETSTOP_TARGETS__CLOUD__MAX_IN_FLIGHT", "12")
                .variables();
    }

    private void stopped(int count) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> cloud.stopped() >= count);
    }

    private static boolean isInfo(String line) {
        return line.matches("[0-9:.]+ INFO .*");
    }
}
