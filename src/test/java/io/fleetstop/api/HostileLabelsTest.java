package io.fleetstop.api;

import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.RawConnection;
import io.fleetstop.testing.Scrape;
import io.fleetstop.testing.SimulatorForTests;
import io.micrometer.core.instrument.Metrics;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.submit;
import static org.assertj.core.api.Assertions.assertThat;

/** That nobody makes the service's metrics grow, or finds in them what others sent. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class HostileLabelsTest {
    /** Addresses, times the methods that there are and one, times the few statuses of each. */
    private static final int MOST_REQUEST_SERIES = 200;

    private static final int ROUNDS = 50;
    private static final String REQUESTS = "http_server_requests_seconds_count";

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void series_do_not_grow_with_what_is_sent() throws IOException {
        round(0);
        int series = Scrape.of(managementPort).samples().size();
        int meters = Metrics.globalRegistry.getMeters().size();

        for (int round = 1; round <= ROUNDS; round++) {
            round(round);
        }

        Scrape scrape = Scrape.of(managementPort);
        assertThat(scrape.samples()).hasSize(series);
        assertThat(Metrics.globalRegistry.getMeters()).hasSize(meters);
        assertThat(scrape.samples(REQUESTS)).hasSizeLessThan(MOST_REQUEST_SERIES);
        assertThat(scrape.samples())
                .flatExtracting(sample -> sample.labels().values())
                .noneMatch(value -> value.contains("hostile") || value.matches(".*[0-9a-f]{8}-[0-9a-f]{4}-.*"));
    }

    @Test
    void requests_are_told_apart_by_address_method_and_status_and_by_nothing_else() {
        finished(submit("{\"instanceIds\": [\"i-sim001\"]}"));

        Scrape scrape = Scrape.of(managementPort);
        assertThat(scrape.labels(REQUESTS)).isEqualTo(Set.of("method", "outcome", "status", "uri"));
        assertThat(scrape.values(REQUESTS, "uri")).contains("/v1/stop-jobs", "/v1/stop-jobs/{id}");
        assertThat(scrape.values(REQUESTS, "method")).isSubsetOf("GET", "HEAD", "POST", "OPTIONS", "other");
    }

    /** Its faults would else be told as errors of the service. */
    @Test
    void calls_to_the_simulator_are_no_requests_to_the_service() {
        double before = Scrape.of(managementPort).sum(REQUESTS, "uri=\"root\"");

        finished(submit("{\"instanceIds\": [\"i-sim001\", \"i-simgone\"]}"));

        assertThat(Scrape.of(managementPort).sum(REQUESTS, "uri=\"root\"")).isEqualTo(before);
    }

    @Test
    void nothing_is_told_of_servers_clients_and_threads() {
        assertThat(Scrape.of(managementPort).names())
                .contains(
                        "sql_pool_queue_delay_seconds_count", "sql_pool_active", "postgresql_processing_seconds_count")
                .noneMatch(name -> Stream.of(
                                "http_client_", "worker_", "netty_", "http_server_bytes", "http_server_active")
                        .anyMatch(name::startsWith));
    }

    /** Everything that a request may hold is new in each round. */
    private static void round(int round) throws IOException {
        String id = UUID.randomUUID().toString();
        String token = "hostile" + round;
        for (String method :
                List.of("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "FOO", "HOSTILE" + round)) {
            for (String path : List.of(
                    "/v1/stop-jobs/" + id,
                    "/v1/stop-jobs/" + id + "/cancel",
                    "/v1/stop-jobs/" + id + "/" + token,
                    "/v1/stop-jobs;" + token,
                    "/v1/targets/" + token + "/pace",
                    "/v1/" + token,
                    "/v1//" + token,
                    "/v1/..%2f" + token,
                    "/" + id,
                    "/dashboard/" + token,
                    "/q/" + token,
                    "/?Action=" + token + "&InstanceId=" + id)) {
                send(method + " " + path + " HTTP/1.1\r\nHost: " + token + ":" + (2000 + round)
                        + "\r\nAuthorization: Bearer " + token + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
            }
        }
        send("GET /" + token + "\u0001 HTTP/1.1\r\nHost: x\r\n\r\n");
        send("GET /" + "h".repeat(20_000 + round) + " HTTP/1.1\r\nHost: x\r\n\r\n");
    }

    private static void send(String request) throws IOException {
        try (RawConnection connection = new RawConnection(RestAssured.port)) {
            connection.send(request).answer();
        }
    }
}
