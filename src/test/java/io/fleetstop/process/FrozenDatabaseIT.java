package io.fleetstop.process;

import io.restassured.response.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What an orchestrator is told while the database takes connections and says nothing. */
class FrozenDatabaseIT {
    /** What the manifests give a probe. */
    private static final Duration PROBE = Duration.ofSeconds(3);

    @TempDir
    Path folder;

    @Test
    void service_is_alive_and_not_ready_and_says_so_in_time() {
        try (OwnPostgres postgres = OwnPostgres.start(folder)) {
            ServiceEnvironment environment = ServiceEnvironment.onDatabase(postgres.database("frozen"));
            int management = Integer.parseInt(environment.variables().get("QUARKUS_MANAGEMENT_PORT"));
            try (ServiceProcess service = ServiceProcess.start(environment.variables())) {
                assertThat(probe(management, "ready").statusCode()).isEqualTo(200);

                postgres.freeze();
                // More at once than there are connections, so that none is left for those who ask later.
                assertThat(atOnce(40, () -> probe(management, "ready"))).allSatisfy(FrozenDatabaseIT::saysDown);
                saysDown(probe(management, "ready"));
                assertThat(probe(management, "live").statusCode()).isEqualTo(200);
                assertThat(probe(management, "started").statusCode()).isEqualTo(200);

                postgres.thaw();
                await().atMost(PROBE).until(() -> probe(management, "ready").statusCode() == 200);
                assertThat(service.lines()).noneMatch(line -> line.contains(" ERROR "));
            }
        }
    }

    private static <T> List<T> atOnce(int times, Supplier<T> question) {
        ExecutorService each = Executors.newFixedThreadPool(times);
        try {
            List<CompletableFuture<T>> begun = Stream.generate(() -> CompletableFuture.supplyAsync(question, each))
                    .limit(times)
                    .toList();
            return begun.stream().map(CompletableFuture::join).toList();
        } finally {
            each.shutdown();
        }
    }

    private static void saysDown(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.jsonPath().getList("checks.findAll { it.status == 'DOWN' }.name"))
                .containsExactly("database");
        assertThat(answer.time()).isLessThan(PROBE.toMillis());
    }

    private static Response probe(int port, String question) {
        return given().port(port).get("/q/health/" + question);
    }
}
