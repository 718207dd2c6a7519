package io.fleetstop.process;

import io.fleetstop.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What whoever typed the command is told when it cannot work: one line, soon, and nothing is left running. */
class RefusedStartIT {
    /** Long enough to make a database on a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        new PostgresProcesses(folder).end();
    }

    @ParameterizedTest
    @ValueSource(strings = {"QUARKUS_HTTP_PORT", "QUARKUS_MANAGEMENT_PORT"})
    void port_is_taken(String variable) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            refuses(ServiceEnvironment.onEmbeddedDatabase(folder).with(variable, port), port);
        }
    }

    @Test
    void port_of_the_simulator_is_taken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            refuses(
                    ServiceEnvironment.onEmbeddedDatabase(folder)
                            .with("FLEETSTOP_SIMULATOR_ENABLED", "true")
                            .with("FLEETSTOP_SIMULATOR_PORT", port),
                    port);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jdbc:postgresql://127.0.0.1/fleetstop", "postgresql://somebody:S3CR3T@127.0.0.1:1/fleetstop"})
    void database_is_not_there(String url) {
        String line = refuses(ServiceEnvironment.onDatabase(url), "fleetstop.database.url");
        assertThat(line).doesNotContain("S3CR3T");
    }

    @ParameterizedTest
    @CsvSource({
        "FLEETSTOP_TARGETS__CLOUD__PROVIDER, nimbus, fleetstop.targets.\"cloud\".provider",
        "FLEETSTOP_TARGETS__CLOUD__REGION, 'not a region', fleetstop.targets.\"cloud\".region",
        "FLEETSTOP_TARGETS__CLOUD__ENDPOINT, http://192.0.2.1:80, fleetstop.targets.\"cloud\".endpoint",
        "FLEETSTOP_DEFAULT_TARGET, elsewhere, fleetstop.default-target",
        "FLEETSTOP_DISPATCH_LEASE, 6S, fleetstop.dispatch.lease",
        "FLEETSTOP_AUTH_MODE, required, fleetstop.auth.mode",
        "FLEETSTOP_TRACING_ENDPOINT, collector:4318, fleetstop.tracing.endpoint",
        "FLEETSTOP_TRACING_SAMPLED_SHARE, 2, fleetstop.tracing.sampled-share",
        "FLEETSTOP_ACCESS_KEYS__TEAM__TENANT, default, fleetstop.access-keys.\"team\".secret",
        "QUARKUS_HTTP_HOST, 0.0.0.0, quarkus.http.host",
    })
    void setting_will_not_do(String variable, String value, String named) {
        try (LoopbackCloud cloud = LoopbackCloud.start()) {
            refuses(
                    ServiceEnvironment.onDatabase(TestDatabase.fresh())
                            .stoppingIn(cloud)
                            .with(variable, value),
                    named);
        }
    }

    @Test
    void provider_is_unknown_when_the_embedded_database_runs_already() {
        try (LoopbackCloud cloud = LoopbackCloud.start()) {
            refuses(
                    ServiceEnvironment.onEmbeddedDatabase(folder)
                            .stoppingIn(cloud)
                            .with("FLEETSTOP_TARGETS__CLOUD__PROVIDER", "nimbus"),
                    "fleetstop.targets.\"cloud\".provider");
        }
    }

    @Test
    void folder_of_secrets_is_not_there() {
        refuses(
                ServiceEnvironment.onEmbeddedDatabase(folder)
                        .with("FLEETSTOP_SECRETS_DIR", folder.resolve("secrets").toString()),
                "fleetstop.secrets.dir");
    }

    /** @return the line */
    private String refuses(ServiceEnvironment environment, String named) {
        try (ServiceProcess service = ServiceProcess.begin(environment.variables())) {
            assertThat(service.exitCode(SOON)).isEqualTo(1);
            List<String> lines = service.lines().stream()
                    .filter(line -> !line.matches("[0-9:.]+ INFO .*"))
                    .toList();
            assertThat(lines).singleElement().asString().startsWith("Fleetstop did not start: ");
            assertThat(lines.get(0)).contains(named);
            assertThat(new PostgresProcesses(folder).alive()).isEmpty();
            return lines.get(0);
        }
    }
}
