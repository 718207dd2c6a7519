package io.fleetstop.identity;

import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.TwoTenants;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A tenant that sends more than it may. */
@QuarkusTest
@TestProfile(OverRateTest.OneASecond.class)
class OverRateTest {
    private static final String JOB = "{\"instanceIds\": [\"i-sim001\"], \"dryRun\": true}";

    Issuer company;

    @Test
    void nothing_is_done_or_looked_up_but_for_a_token_that_may_be_known() {
        String repeat =
                "{\"instanceIds\": [\"i-sim001\"], \"dryRun\": true, \"clientToken\": \"" + UUID.randomUUID() + "\"}";
        String job =
                post("/v1/stop-jobs", repeat).then().statusCode(202).extract().path("id");
        await().until(() -> post("/v1/stop-jobs", repeat).statusCode() == 200);
        soonRefused(() -> post("/v1/stop-jobs", JOB));
        soonRefused(() -> post("/v1/stop-jobs/" + job + "/retry", ""));
        soonRefused(() -> post("/v1/stop-jobs/" + UUID.randomUUID() + "/retry", ""));
        soonRefused(() -> post("/v1/stop-jobs/" + job + "/cancel", ""));
        soonRefused(() -> given().header("Authorization", bearer()).get("/v1/stop-jobs"));
        assertThat(post("/v1/stop-jobs", repeat).statusCode()).isEqualTo(200);
    }

    /** A machine that is slow may be within the rate now and then, but not each time. */
    private static void soonRefused(Supplier<Response> request) {
        assertThat(Stream.generate(request).limit(40).anyMatch(answer -> answer.statusCode() == 429))
                .isTrue();
    }

    private Response post(String path, String body) {
        return given().header("Authorization", bearer())
                .contentType("application/json")
                .body(body)
                .post(path);
    }

    private String bearer() {
        return "Bearer " + company.token().subject("alice").text();
    }

    public static class OneASecond extends TwoTenants {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(super.getConfigOverrides());
            settings.put("fleetstop.tenants.\"team-a\".requests-per-second", "1");
            return settings;
        }
    }
}
