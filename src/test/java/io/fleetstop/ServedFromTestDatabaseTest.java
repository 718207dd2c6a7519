package io.fleetstop;

import io.fleetstop.testing.PostgresForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
class ServedFromTestDatabaseTest {

    @Inject
    Pool pool;

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Test
    void connections_carry_the_limits() {
        assertThat(ask("SHOW statement_timeout")).isEqualTo("5s");
        assertThat(ask("SHOW idle_in_transaction_session_timeout")).isEqualTo("10s");
        assertThat(ask("SHOW application_name")).isEqualTo("fleetstop");
    }

    @Test
    void nothing_holds_a_connection_after_the_migration() {
        assertThat(ask("SELECT count(*)::text FROM pg_stat_activity WHERE application_name = 'fleetstop-migration'"))
                .isEqualTo("0");
    }

    @Test
    void service_is_ready_with_its_database() {
        given().port(managementPort)
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("status", is("UP"));
    }

    private String ask(String sql) {
        Row row = pool.query(sql)
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10))
                .iterator()
                .next();
        return row.getString(0);
    }
}
