package io.fleetstop.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import io.fleetstop.simulator.Fault;
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
import static org.assertj.core.api.Assertions.assertThat;

/** One job, as somebody finds out what became of it and does something about it. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class JobPageTest {
    @RegisterExtension
    static final Visitor visitor = new Visitor();

    @Inject
    Simulator simulator;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @Test
    void job_is_opened_by_its_link_and_tells_what_failed_and_why() {
        String id = Jobs.finished(List.of("i-sim101", "i-sim020", "i-simgone"), ", \"description\": \"by link\"");
        Page page = visitor.open("/dashboard/jobs/" + id);
        assertThat(visitor.heading("by link")).isVisible();
        assertThat(page).hasTitle("Partially succeeded · by link · Fleetstop");
        Locator causes =
                page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("What did not stop, and why"));
        assertThat(causes).containsText("OperationDenied.ResourceLocked");
        assertThat(causes).containsText("Failed, 1 instance");
        assertThat(operation(page, "i-sim020")).containsText("Cloud: InstanceLockedForSecurity");
        assertThat(operation(page, "i-sim020")).containsText("Request ");
        assertThat(visitor.link("JSON")).hasAttribute("href", "/v1/stop-jobs/" + id);
    }

    @Test
    void instances_are_found_by_state_and_text_and_their_ids_copied() {
        String id = Jobs.finished(List.of("i-sim101", "i-sim102", "i-simgone", "i-simgone2"), "");
        Page page = visitor.open("/dashboard/jobs/" + id);
        visitor.button("Failed 2").click();
        assertThat(operations(page)).hasCount(2);
        visitor.button("Copy 2 ids").click();
        assertThat(visitor.button("Copied")).isVisible();
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo("i-simgone\ni-simgone2");
        page.getByLabel("Find instances by").fill("gone2");
        assertThat(operations(page)).hasCount(1);
        page.getByLabel("Find instances by").fill("nothing");
        assertThat(page.getByText("No instance fits the filter.")).isVisible();
    }

    @Test
    void job_for_later_tells_what_it_waits_for_and_is_cancelled_after_a_question() {
        String id = Jobs.later(List.of("i-sim101", "i-sim102"), "");
        Page page = visitor.open("/dashboard/jobs/" + id);
        assertThat(page.getByText("Waits until")).isVisible();
        assertThat(page.getByText("Nothing is sent after")).isVisible();

        visitor.button("Cancel job").click();
        assertThat(visitor.button("Keep it going")).isFocused();
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
        assertThat(visitor.button("Cancel job")).isFocused();
        assertThat(Jobs.read(id).getString("state")).isEqualTo("Pending");

        visitor.button("Cancel job").click();
        visitor.button("Cancel the job").click();

        assertThat(page.getByLabel("Progress of the job")).hasAttribute("aria-valuetext", "2 of 2 done: 2 cancelled");
        assertThat(visitor.button("Retry 2 instances")).isVisible();
        assertThat(Jobs.read(id).getString("state")).isEqualTo("Cancelled");
    }

    @Test
    void what_failed_is_tried_again_as_a_job_that_names_the_old_one() {
        simulator.faults().onInstance("i-sim102", Fault.INSTANCE_NOT_FOUND, 1_000);
        String id = Jobs.finished(List.of("i-sim101", "i-sim102"), ", \"description\": \"again\"");
        simulator.faults().clear();
        Page page = visitor.open("/dashboard/jobs/" + id);
        visitor.button("Retry 1 instance").click();
        assertThat(page).hasURL(Pattern.compile(".*/dashboard/jobs/(?!" + id + ").+"));
        assertThat(page.getByText("Succeeded", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        visitor.link(id).click();
        assertThat(visitor.button("Retry 1 instance")).isVisible();
    }

    @Test
    void instance_that_is_to_be_tried_again_tells_its_last_answer() {
        simulator.faults().onInstance("i-sim101", Fault.INTERNAL_ERROR, 1_000);
        String id = Jobs.of(List.of("i-sim101"), "");
        Page page = visitor.open("/dashboard/jobs/" + id);
        assertThat(operation(page, "i-sim101")).containsText("Will be tried again. Last answer: InternalError");
        simulator.faults().clear();
        assertThat(operation(page, "i-sim101")).containsText("Accepted");
    }

    @Test
    void events_are_followed_and_asking_takes_their_place_where_there_are_none() {
        visitor.mayLoseConnection();
        simulator.limits().set(4, 1);
        Page page = visitor.page();
        String streamed = Jobs.of(Jobs.normal(8), "");
        page.waitForRequest(
                "**/v1/stop-jobs/" + streamed + "/events", () -> visitor.open("/dashboard/jobs/" + streamed));
        assertThat(page.getByLabel("Progress of the job")).hasAttribute("aria-valuenow", "8");

        page.route("**/events", Route::abort);
        String polled = Jobs.of(Jobs.normal(16).subList(8, 16), "");
        visitor.open("/dashboard/jobs/" + polled);
        assertThat(page.getByLabel("Progress of the job")).hasAttribute("aria-valuenow", Pattern.compile("[1-7]"));
        assertThat(page.getByLabel("Progress of the job")).hasAttribute("aria-valuenow", "8");
    }

    @Test
    void lost_service_is_told_and_found_again() {
        visitor.mayLoseConnection();
        String id = Jobs.later(List.of("i-sim101"), "");
        Page page = visitor.open("/dashboard/jobs/" + id);
        assertThat(page.getByText("Live")).isVisible();
        page.route("**/v1/**", Route::abort);
        visitor.button("Pause").click();
        visitor.button("Resume").click();
        assertThat(page.getByText(Pattern.compile("Last updated \\d+ s ago, retrying")))
                .isVisible();
        page.unroute("**/v1/**");
        assertThat(page.getByText("Live")).isVisible();
    }

    @Test
    void job_that_does_not_exist_is_told() {
        visitor.mayLoseConnection();
        visitor.open("/dashboard/jobs/01a20283-107b-7dd4-b113-b2871c449067");
        assertThat(visitor.heading("There is no such job")).isVisible();
        visitor.open("/dashboard/jobs/no-id");
        assertThat(visitor.heading("There is no such job")).isVisible();
    }

    private static Locator operations(Page page) {
        return page.locator(".ops tbody tr");
    }

    private static Locator operation(Page page, String id) {
        return operations(page).filter(new Locator.FilterOptions().setHasText(id));
    }
}
