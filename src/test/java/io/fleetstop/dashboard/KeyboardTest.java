package io.fleetstop.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** The whole way without a mouse. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class KeyboardTest {
    private static final int MOST_TABS = 60;

    @RegisterExtension
    static final Visitor visitor = new Visitor();

    @Inject
    Simulator simulator;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @Test
    void instances_are_checked_and_stopped_with_the_keyboard_alone() {
        Page page = visitor.open("/dashboard/jobs");
        tabTo(visitor.link("Stop instances"));
        page.keyboard().press("Enter");
        assertThat(visitor.heading("Stop instances")).isFocused();

        tabTo(page.getByLabel("Instance ids"));
        page.keyboard().type("i-sim101 i-simgone");
        tabTo(page.getByLabel("Keep charging"));
        page.keyboard().press("ArrowDown");
        assertThat(page.getByLabel("Stop charging")).isChecked();
        tabTo(visitor.button("Check first"));
        page.keyboard().press("Enter");

        assertThat(visitor.heading("1 of 2 would stop")).isVisible();
        tabTo(visitor.button("Stop 1 instance"));
        page.keyboard().press("Space");

        assertThat(page).hasURL(Pattern.compile(".*/dashboard/jobs/.+"));
        assertThat(visitor.heading("Stop 1 instance")).isFocused();
        assertThat(page.getByText("Succeeded", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
    }

    @Test
    void first_tab_skips_what_every_page_begins_with() {
        Page page = visitor.open("/dashboard/jobs");
        assertThat(visitor.heading("Stop jobs")).isVisible();
        page.keyboard().press("Tab");
        assertThat(visitor.link("Skip to the content")).isFocused();
        assertThat(visitor.link("Skip to the content")).isInViewport();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(visitor.button("Pause")).isFocused();
    }

    @Test
    void job_is_opened_from_the_list_and_back_returns_to_it() {
        Jobs.finished(List.of("i-sim101"), ", \"description\": \"by keyboard\"");
        Page page = visitor.open("/dashboard/jobs");
        Locator link = page.locator(".jobs a").first();
        assertThat(link).hasText("by keyboard");
        tabTo(link);
        page.keyboard().press("Enter");
        assertThat(visitor.heading("by keyboard")).isFocused();
        page.goBack();
        assertThat(visitor.heading("Stop jobs")).isFocused();
    }

    private static void tabTo(Locator wanted) {
        assertThat(wanted).isVisible();
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            visitor.page().keyboard().press("Tab");
            if (Boolean.TRUE.equals(wanted.evaluate("element => element === document.activeElement"))) {
                return;
            }
        }
        fail("not reached within " + MOST_TABS + " tabs: " + wanted);
    }
}
