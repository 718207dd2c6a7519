package io.fleetstop.api;

import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.Member;
import io.fleetstop.testing.TwoTenants;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

/** A tenant that is at its bounds stands in nobody else's way. */
@QuarkusTest
@TestProfile(TenantBoundsTest.Tight.class)
class TenantBoundsTest {
    private static final int AT_ONCE = 2;

    Issuer company;

    private Member bob;

    /** One tenant for each bound, beside the two that have none to speak of. */
    public static final class Tight extends TwoTenants {
        @Override
        public Map<String, String> getConfigOverrides() {
            var settings = new HashMap<>(super.getConfigOverrides());
            bounded(settings, "open", "max-open-operations", "100");
            bounded(settings, "hour", "max-instances-per-hour", "1");
            bounded(settings, "rate", "requests-per-second", "1");
            return settings;
        }

        private static void bounded(Map<String, String> settings, String tenant, String bound, String value) {
            settings.put("fleetstop.tenants." + tenant + ".subjects", tenant);
            settings.put("fleetstop.tenants." + tenant + ".targets", "simulator");
            settings.put("fleetstop.tenants." + tenant + "." + bound, value);
        }
    }

    @BeforeEach
    void setup() {
        bob = Member.holding(company.token().subject("bob"));
    }

    @Test
    void open_operations_of_one_do_not_count_for_another() {
        Member full = Member.holding(company.token().subject("open"));
        Map<String, Object> later = Map.of(
                "instanceIds",
                        IntStream.range(0, 100).mapToObj(each -> "i-" + each).toList(),
                "target", "simulator",
                "notBefore", Instant.now().plusSeconds(3600).toString());
        full.submitted(later);

        refused(full.submit(job("i-1")), "too many operations open");
        bob.submitted(later);
        bob.submitted(job("i-1"));
    }

    @Test
    void instances_of_an_hour_of_one_do_not_count_for_another() {
        Member full = Member.holding(company.token().subject("hour"));
        full.submitted(job("i-nowhere-1"));

        refused(full.submit(job("i-nowhere-2")), "in an hour");
        bob.submitted(job("i-nowhere-1"));
        bob.submitted(job("i-nowhere-2"));
    }

    @Test
    void requests_of_one_do_not_count_for_another() {
        Member busy = Member.holding(company.token().subject("rate"));
        Response last = busy.get("/v1/caller");
        // As many as may come at once, those that may come meanwhile, and one too many.
        for (int sent = 0; sent < 100 * AT_ONCE && last.statusCode() == 200; sent++) {
            last = busy.get("/v1/caller");
        }

        refused(last, "requests a second");
        for (int sent = 0; sent < 2 * AT_ONCE; sent++) {
            bob.get("/v1/caller").then().statusCode(200);
        }
        bob.submitted(job("i-nowhere-3"));
    }

    private static Map<String, Object> job(String instance) {
        return Map.of(
                "instanceIds", List.of(instance),
                "target", "simulator",
                "clientToken", UUID.randomUUID().toString());
    }

    private static void refused(Response answer, String why) {
        answer.then().statusCode(429).body("code", equalTo("FlowLimitExceeded")).body("detail", containsString(why));
    }
}
