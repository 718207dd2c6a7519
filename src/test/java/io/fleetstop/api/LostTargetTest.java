package io.fleetstop.api;

import io.fleetstop.identity.AuthConfig;
import io.fleetstop.identity.Tenants;
import io.fleetstop.identity.TenantsConfig;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.submit;
import static org.assertj.core.api.Assertions.assertThat;

/** A target that is taken from a tenant while its job is stored already. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
@TestProfile(LostTargetTest.Losing.class)
class LostTargetTest {

    public static final class Losing implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(ChangingTenants.class);
        }
    }

    /** As if another process, with another configuration, had taken the job in. */
    @Alternative
    @Singleton
    public static class ChangingTenants extends Tenants {
        volatile boolean lost;

        public ChangingTenants(TenantsConfig config, AuthConfig auth) {
            super(config, auth);
        }

        @Override
        public boolean mayUse(String tenant, String target) {
            return !lost && super.mayUse(tenant, target);
        }
    }

    @Inject
    ChangingTenants tenants;

    @Inject
    Simulator simulator;

    @Inject
    Pool pool;

    @Test
    void its_job_is_skipped_without_a_call() {
        String id = submit("{\"instanceIds\": [\"i-sim001\", \"i-sim002\"], \"notBefore\": \""
                + Instant.now().plusSeconds(3600) + "\"}");
        tenants.lost = true;
        // The hour has passed.
        pool.query("UPDATE stop_job SET due_at = clock_timestamp()")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(10));

        JsonPath job = finished(id);

        assertThat(job.getString("state")).isEqualTo("Failed");
        assertThat(job.getInt("progress.skipped")).isEqualTo(2);
        assertThat(job.getList("operations.error.code")).containsOnly("AccessDenied");
        assertThat(job.getList("operations.attempts")).containsOnly(0);
        assertThat(simulator.calls().total()).isZero();
    }
}
