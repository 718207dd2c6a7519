package io.fleetstop.process;

import io.fleetstop.testing.TestDatabase;
import io.fleetstop.testing.TestRole;
import io.restassured.path.json.JsonPath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Who migrates and who serves, as an init container and a container do it, and as a first run does. */
class TwoRolesIT {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        new PostgresProcesses(folder).end();
    }

    @Test
    void owner_migrates_without_the_services_url_and_the_service_serves_without_the_owners() {
        String owner = TestDatabase.fresh();
        try (ServiceProcess migration = ServiceProcess.begin(migrating(owner))) {
            assertThat(migration.exitCode(SOON)).isZero();
        }
        try (LoopbackCloud cloud = LoopbackCloud.start()) {
            Map<String, String> serving = new HashMap<>(
                    ServiceEnvironment.onDatabase(owner).stoppingIn(cloud).variables());
            serving.remove("FLEETSTOP_DATABASE_OWNER_URL");
            serving.put("FLEETSTOP_DATABASE_MIGRATE", "false");
            try (ServiceProcess service = ServiceProcess.start(serving)) {
                ServiceClient client = ServiceClient.of(service);
                List<String> instanceIds = cloud.sampleJob();
                JsonPath job = client.finished(client.submit(instanceIds, "two-roles"));
                Truth.check(job, instanceIds, cloud);
                assertThat(new Answers(owner).number("SELECT count(*) FROM audit WHERE decision = 'Accepted'"))
                        .isEqualTo(1);
                assertThat(service.lines()).noneMatch(line -> line.contains("audit trail"));
            }
        }
    }

    @Test
    void owner_alone_does_not_serve() {
        Map<String, String> environment = new HashMap<>(
                ServiceEnvironment.onDatabase(TestDatabase.fresh()).variables());
        environment.remove("FLEETSTOP_DATABASE_URL");
        try (ServiceProcess service = ServiceProcess.begin(environment)) {
            assertThat(service.exitCode(SOON)).isEqualTo(1);
            assertThat(service.lines()).singleElement().asString().contains("fleetstop.database.owner-url");
        }
    }

    @Test
    void one_role_for_both_is_told_in_one_line() {
        String owner = TestDatabase.fresh();
        Map<String, String> environment =
                new HashMap<>(ServiceEnvironment.onDatabase(owner).variables());
        environment.put("FLEETSTOP_DATABASE_URL", owner);
        environment.remove("FLEETSTOP_DATABASE_OWNER_URL");
        try (ServiceProcess service = ServiceProcess.start(environment)) {
            assertThat(service.lines())
                    .filteredOn(line -> line.contains("audit trail"))
                    .hasSize(1);
        }
    }

    @Test
    void first_run_has_both_roles() {
        try (ServiceProcess service = ServiceProcess.start(
                ServiceEnvironment.onEmbeddedDatabase(folder).variables())) {
            assertThat(service.lines()).noneMatch(line -> line.contains("audit trail"));
        }
    }

    private static Map<String, String> migrating(String owner) {
        return Map.of(
                "QUARKUS_INIT_AND_EXIT", "true",
                "QUARKUS_DATASOURCE_MIGRATION_ACTIVE", "true",
                "QUARKUS_FLYWAY_MIGRATION_ACTIVE", "true",
                "FLEETSTOP_DATABASE_OWNER_URL", owner,
                "FLEETSTOP_DATABASE_SERVICE_ROLE", TestRole.NAME,
                "FLEETSTOP_AUTH_MODE", "open");
    }
}
