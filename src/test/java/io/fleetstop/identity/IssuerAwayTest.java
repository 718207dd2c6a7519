package io.fleetstop.identity;

import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.TwoTenants;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A service that was started while its issuer told nothing. */
@QuarkusTest
@TestProfile(IssuerAwayTest.Away.class)
class IssuerAwayTest {
    Issuer company;

    @Test
    void strangers_do_not_set_the_pace_at_which_an_issuer_that_is_away_is_asked() {
        int before = company.discoveries();
        long begin = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertThat(ask("made-up")).isEqualTo(503);
            assertThat(given().header("Accept", "text/html").get("/dashboard").statusCode())
                    .isEqualTo(503);
        }
        long seconds = Duration.ofNanos(System.nanoTime() - begin).toSeconds();
        assertThat(company.discoveries() - before).isLessThanOrEqualTo((int) seconds + 2);

        company.away(false);
        String alice = company.token().subject("alice").text();
        await().atMost(Duration.ofSeconds(10)).until(() -> ask(alice) == 200);
        assertThat(ask("made-up")).isEqualTo(401);
    }

    private static int ask(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/v1/caller")
                .statusCode();
    }

    /** No cluster, and an issuer that is away when it is first asked. */
    public static class Away extends TwoTenants {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("fleetstop.tenants.\"team-a\".subjects", "alice");
            settings.put("fleetstop.tenants.\"team-a\".roles.submit", "alice");
            settings.put("fleetstop.tenants.\"team-b\".subjects", "bob");
            return settings;
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(PostgresForTests.class),
                    new TestResourceEntry(SimulatorForTests.class),
                    new TestResourceEntry(AwayIssuer.class));
        }
    }

    public static class AwayIssuer implements QuarkusTestResourceLifecycleManager {
        private final Issuer company = new Issuer();

        @Override
        public Map<String, String> start() {
            company.away(true);
            return Map.of(
                    "fleetstop.auth.issuer", company.url(),
                    "fleetstop.auth.client-id", Issuer.CLIENT,
                    "fleetstop.auth.client-secret", Issuer.CLIENT_SECRET);
        }

        @Override
        public void inject(TestInjector injector) {
            injector.injectIntoFields(company, field -> field.getName().equals("company"));
        }

        @Override
        public void stop() {
            company.close();
        }
    }
}
