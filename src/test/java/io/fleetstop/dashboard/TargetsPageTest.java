package io.fleetstop.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** How the clouds look from here. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class TargetsPageTest {
    @RegisterExtension
    static final Visitor visitor = new Visitor();

    @Test
    void each_target_tells_how_fast_it_is_called_and_leads_to_its_jobs() {
        Jobs.finished(List.of("i-sim101"), "");
        Page page = visitor.open("/dashboard/targets");
        Locator card = page.getByRole(
                AriaRole.REGION,
                new Page.GetByRoleOptions().setName("simulator").setExact(true));
        assertThat(card).containsText("Taking calls");
        assertThat(card.getByText("calls/s").first()).isVisible();
        card.getByText("All jobs").click();
        assertThat(page).hasURL(Pattern.compile(".*/dashboard/jobs\\?target=simulator"));
        assertThat(page.getByLabel("Target")).hasValue("simulator");
    }

    @Test
    void refused_account_is_told_with_the_clouds_reason() {
        Page page = visitor.page();
        page.route(
                "**/v1/targets",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("""
                                {"targets": [{"name": "simulator", "provider": "aliyun", "region": "cn-hangzhou", "default": true,
                                  "inFlight": 0, "waiting": 20, "rate": 40.0, "learnedRate": null, "throttledShare": 0.0,
                                  "circuit": "Open", "error": {"code": "InvalidAccessKeyId.NotFound", "message": "The key is gone."}}]}
                                """)));
        visitor.open("/dashboard/targets");
        assertThat(page.getByText("Account refused")).isVisible();
        assertThat(page.getByText("InvalidAccessKeyId.NotFound")).isVisible();

        String id = Jobs.later(List.of("i-sim101"), "");
        Jobs.read(id);
        visitor.open("/dashboard/jobs/" + id);
        assertThat(page.getByText("Waits until")).isVisible();
    }
}
