package io.fleetstop.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** The list of jobs, as somebody looks for one. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class JobsPageTest {
    private static final String LIST = "**/v1/stop-jobs?*";

    @RegisterExtension
    static final Visitor visitor = new Visitor();

    @Inject
    Simulator simulator;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @Test
    void jobs_are_filtered_and_the_address_keeps_the_filter() {
        Jobs.finished(List.of("i-jobspage"), ", \"description\": \"looked for\"");
        Jobs.finished(List.of("i-sim101"), ", \"description\": \"not looked for\"");
        Page page = visitor.open("/dashboard");

        page.getByLabel("State").selectOption("Failed");
        page.getByLabel("Instance id").fill("i-jobspage");

        assertThat(page).hasURL(Pattern.compile(".*/dashboard/jobs\\?state=Failed&instanceId=i-jobspage"));
        assertThat(rows(page)).hasCount(1);
        assertThat(rows(page)).containsText("looked for");
        assertThat(page.locator("#announcer")).hasText("1 job found");

        page.reload();
        assertThat(page.getByLabel("State")).hasValue("Failed");
        assertThat(page.getByLabel("Instance id")).hasValue("i-jobspage");
        assertThat(rows(page)).hasCount(1);

        page.goBack();
        assertThat(page.getByLabel("Instance id")).hasValue("");
        visitor.button("Clear").click();
        assertThat(page).hasURL(Pattern.compile(".*/dashboard/jobs"));
        assertThat(rows(page).filter(new Locator.FilterOptions().setHasText("not looked for")))
                .hasCount(1);
    }

    @Test
    void time_of_the_filter_is_the_viewers() {
        Page page = visitor.open("/dashboard/jobs?createdAfter=2026-01-31T18:00:00Z");
        assertThat(page.getByLabel("Created after")).hasValue("2026-02-01T02:00");
        page.getByLabel("Created before").fill("2026-02-01T03:30");
        assertThat(page).hasURL(Pattern.compile(".*createdBefore=2026-01-31T19%3A30%3A00.000Z"));
        assertThat(visitor.heading("No job fits the filter")).isVisible();
    }

    @Test
    void new_job_appears_by_itself_and_moves_nothing_that_has_the_focus() {
        Jobs.finished(List.of("i-sim101"), ", \"description\": \"first of the list\"");
        Page page = visitor.open("/dashboard/jobs");
        Locator link = page.getByText("first of the list").first();
        link.focus();
        Jobs.finished(List.of("i-sim102"), ", \"description\": \"came later\"");
        assertThat(page.getByText("came later").first()).isVisible();
        assertThat(link).isFocused();
    }

    @Test
    void older_jobs_are_a_page_away_and_back_leads_back() {
        for (String id : Jobs.normal(26)) {
            Jobs.of(List.of(id), ", \"description\": \"paged\"");
        }
        Page page = visitor.open("/dashboard/jobs");
        assertThat(rows(page)).hasCount(25);
        visitor.link("Older").click();
        assertThat(page).hasURL(Pattern.compile(".*pageToken=.+"));
        assertThat(page.getByText("Older", new Page.GetByTextOptions().setExact(false))
                        .first())
                .isVisible();
        page.goBack();
        assertThat(rows(page)).hasCount(25);
        assertThat(page).hasURL(Pattern.compile(".*/dashboard/jobs"));
    }

    @Test
    void lost_service_is_told_and_found_again() {
        visitor.mayLoseConnection();
        Jobs.finished(List.of("i-sim101"), ", \"description\": \"still shown\"");
        Page page = visitor.open("/dashboard/jobs");
        assertThat(page.getByText("Live")).isVisible();

        page.route(LIST, Route::abort);
        assertThat(page.getByText(Pattern.compile("Last updated \\d+ s ago, retrying")))
                .isVisible();
        assertThat(page.locator("#announcer")).containsText("Connection lost");
        assertThat(page.getByText("still shown").first()).isVisible();

        page.unroute(LIST);
        assertThat(page.getByText("Live")).isVisible();
        assertThat(page.locator("#announcer")).containsText("Connected again");
    }

    @Test
    void service_that_never_answered_is_told_with_a_way_to_try_again() {
        visitor.mayLoseConnection();
        Page page = visitor.page();
        page.route(LIST, Route::abort);
        visitor.open("/dashboard/jobs");
        assertThat(page.getByText("The jobs cannot be shown")).isVisible();
        page.unroute(LIST);
        visitor.button("Try again").click();
        assertThat(page.getByText("Live")).isVisible();
    }

    @Test
    void filter_that_the_service_refuses_is_told_and_not_asked_again() {
        visitor.mayLoseConnection();
        Page page = visitor.page();
        List<String> asked = new ArrayList<>();
        page.onRequest(request -> {
            if (request.url().contains("/v1/stop-jobs?")) {
                asked.add(request.url());
            }
        });
        visitor.open("/dashboard/jobs?state=Asleep");
        assertThat(page.getByText("The filter was refused")).isVisible();
        assertThat(page.getByText("state must be one of")).isVisible();
        page.waitForTimeout(3_000);
        assertThat(asked).hasSize(1);
    }

    @Test
    void no_jobs_at_all_lead_to_the_form() {
        Page page = visitor.page();
        page.route(
                LIST,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("application/json")
                        .setBody("{\"jobs\": [], \"nextPageToken\": null}")));
        visitor.open("/");
        assertThat(visitor.heading("Nothing has been stopped yet")).isVisible();
    }

    @Test
    void paused_list_stands_still() {
        Jobs.finished(List.of("i-sim101"), "");
        Page page = visitor.open("/dashboard/jobs");
        assertThat(page.getByText("Live")).isVisible();
        visitor.button("Pause").click();
        assertThat(page.getByText(Pattern.compile("Paused \\d+ s ago"))).isVisible();
        Jobs.finished(List.of("i-sim102"), ", \"description\": \"while paused\"");
        page.waitForTimeout(3_000);
        assertThat(page.getByText("while paused")).hasCount(0);
        visitor.button("Resume").click();
        assertThat(page.getByText("while paused").first()).isVisible();
    }

    private static Locator rows(Page page) {
        return page.locator(".jobs tbody tr");
    }
}
