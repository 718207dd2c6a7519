package io.fleetstop.dashboard;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** What surrounds every page. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class FrameTest {
    private static final Pattern DARK = Pattern.compile("rgb\\(13, 16, 22\\)");

    @RegisterExtension
    static final Visitor visitor = new Visitor();

    @Test
    void chosen_theme_is_remembered_until_it_is_what_the_system_says() {
        Page page = visitor.open("/dashboard/targets");
        visitor.button("Use the dark theme").click();
        page.reload();
        assertThat(page.locator("html")).hasCSS("background-color", DARK);
        visitor.button("Use the light theme").click();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(page.locator("html")).hasCSS("background-color", DARK);
        assertThat(visitor.button("Use the light theme")).isVisible();
    }

    @Test
    void address_that_does_not_exist_leads_back_to_the_jobs() {
        visitor.mayLoseConnection();
        Page page = visitor.open("/dashboard/nothing");
        assertThat(visitor.heading("There is no such page")).isVisible();
        visitor.link("See all jobs").click();
        assertThat(visitor.heading("Stop jobs")).isFocused();
        assertThat(page).hasTitle("Jobs · Fleetstop");
    }

    @Test
    void page_with_a_fault_of_its_own_leaves_the_way_to_the_others() {
        Page page = visitor.page();
        page.route(
                "**/v1/targets",
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"targets\": [null]}")));
        visitor.expectComplaint("TypeError");
        visitor.open("/dashboard/targets");
        assertThat(visitor.heading("Something went wrong")).isVisible();
        page.unroute("**/v1/targets");
        visitor.link("Jobs").click();
        assertThat(visitor.heading("Stop jobs")).isVisible();
    }
}
