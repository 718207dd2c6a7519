package io.fleetstop.dashboard;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/** From a list of ids to stopped instances, as a person goes that way. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class SubmitPageTest {
    private static final Pattern JOB = Pattern.compile(".*/dashboard/jobs/[0-9a-f-]{36}");

    @RegisterExtension
    static final Visitor visitor = new Visitor();

    @Inject
    Simulator simulator;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @Test
    void job_is_submitted_and_watched_to_its_end() {
        simulator.limits().set(10, 5);
        Page page = visitor.open("/dashboard/submit");
        ids(page)
                .fill(String.join(", ", Jobs.normal(20)) + "\n"
                        + Jobs.normal(20).get(0));
        assertThat(page.getByText("1 repeated, counted once")).isVisible();
        page.getByLabel("Description").fill("Nightly <img src=x onerror=alert(1)>");

        visitor.button("Stop without a check").click();
        visitor.button("Stop 20 instances").click();

        assertThat(page).hasURL(JOB);
        assertThat(visitor.heading("Nightly <img src=x onerror=alert(1)>")).isVisible();
        Locator bar = page.getByLabel("Progress of the job");
        assertThat(bar).hasAttribute("aria-valuenow", Pattern.compile("[1-9]|1[0-9]"));
        assertThat(bar).hasAttribute("aria-valuenow", "20");
        assertThat(page.getByText("Succeeded", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        assertThat(page.locator("#announcer")).hasText("The job is now succeeded: 20 accepted");
    }

    @Test
    void what_a_check_passed_is_stopped_and_nothing_else() {
        Page page = visitor.open("/dashboard/submit");
        ids(page).fill("i-sim101\ni-sim020\ni-simgone\ni-sim102");
        page.getByText("Stop charging").click();
        visitor.button("Check first").click();

        assertThat(visitor.heading("2 of 4 would stop")).isVisible();
        assertThat(page.getByText("OperationDenied.ResourceLocked")).isVisible();
        assertThat(stopped("i-sim101")).isZero();
        visitor.button("Stop 2 instances").click();

        assertThat(page).hasURL(JOB);
        assertThat(page.getByText("Succeeded", new Page.GetByTextOptions().setExact(true)))
                .isVisible();
        JsonPath job = Jobs.read(idIn(page));
        assertThat(job.<String>getList("operations.instanceId")).containsExactly("i-sim101", "i-sim102");
        assertThat(job.getBoolean("dryRun")).isFalse();
        assertThat(job.getString("stoppedMode")).isEqualTo("StopCharging");
        assertThat(stopped("i-sim101")).isEqualTo(1);
    }

    @Test
    void check_can_be_passed_on_by_its_address_and_changed() {
        String check = Jobs.finished(List.of("i-sim101", "i-simgone"), ", \"dryRun\": true, \"waitFor\": \"Stopped\"");
        Page page = visitor.open("/dashboard/submit?check=" + check);
        assertThat(visitor.heading("1 of 2 would stop")).isVisible();
        visitor.link("Change the request").click();
        assertThat(ids(page)).hasValue("i-sim101\ni-simgone");
        assertThat(page.getByLabel("it was seen stopped")).isChecked();
    }

    @Test
    void bad_ids_are_named_with_their_place_and_nothing_is_sent() {
        Page page = visitor.open("/dashboard/submit");
        ids(page).fill("i-sim101\ni-sim$02, і-sim103");
        assertThat(page.getByText("Line 2: i-sim$02 has “$”").first()).isVisible();
        assertThat(page.getByText("Line 2: і-sim103 has “і” (U+0456)").first()).isVisible();

        visitor.button("Check first").click();

        assertThat(page).hasURL(Pattern.compile(".*/dashboard/submit"));
        assertThat(ids(page)).isFocused();
        assertThat(ids(page)).hasAttribute("aria-invalid", "true");
    }

    @Test
    void more_than_a_hundred_are_too_many() {
        Page page = visitor.open("/dashboard/submit");
        ids(page).fill(IntStream.rangeClosed(1, 103).mapToObj("i-%d"::formatted).collect(Collectors.joining(" ")));
        assertThat(page.getByText("3 too many").first()).isVisible();
        visitor.button("Check first").click();
        assertThat(page.getByText("A job takes 100 instances at most; these are 103.")
                        .first())
                .isVisible();
    }

    @Test
    void half_a_time_is_not_taken_for_none() {
        Page page = visitor.open("/dashboard/submit");
        ids(page).fill("i-sim101");
        page.getByText("Time and limits").click();
        page.getByLabel("Not before").pressSequentially("0201");
        visitor.button("Check first").click();
        assertThat(page.getByText("Is not complete").first()).isVisible();
        assertThat(page.getByLabel("Not before")).isFocused();
    }

    @Test
    void what_the_service_refuses_is_told_at_the_field() {
        visitor.mayLoseConnection();
        Page page = visitor.open("/dashboard/submit");
        ids(page).fill("i-sim101");
        page.getByText("Time and limits").click();
        page.getByLabel("Calls at once, at most").fill("101");
        page.getByLabel("Not before").fill("2099-01-01T08:00");

        visitor.button("Check first").click();

        assertThat(page.getByLabel("Calls at once, at most")).isFocused();
        assertThat(page.locator(".field", new Page.LocatorOptions().setHasText("Calls at once")))
                .containsText("must be a whole number from 1 to 100");
        assertThat(page.getByText("The request was refused; nothing was stored"))
                .isVisible();
    }

    @Test
    void lost_answer_and_another_try_make_one_job() {
        visitor.mayLoseConnection();
        Page page = visitor.open("/dashboard/submit");
        AtomicInteger sent = new AtomicInteger();
        page.route("**/v1/stop-jobs", route -> {
            if (sent.incrementAndGet() == 1) {
                route.fetch();
                route.abort();
            } else {
                route.resume();
            }
        });
        ids(page).fill("i-sim101");
        page.getByLabel("Description").fill("one job for two tries");
        visitor.button("Stop without a check").click();
        visitor.button("Stop 1 instance").click();
        assertThat(page.getByText("it is known by its token")).isVisible();

        visitor.button("Stop without a check").click();
        visitor.button("Stop 1 instance").click();

        assertThat(page.getByText("This very request was made before")).isVisible();
        assertThat(sent).hasValue(2);
        assertThat(stopped("i-sim101")).isEqualTo(1);
    }

    @Test
    void double_click_sends_once() {
        Page page = visitor.open("/dashboard/submit");
        AtomicInteger sent = new AtomicInteger();
        page.onRequest(request -> {
            if (request.method().equals("POST")) {
                sent.incrementAndGet();
            }
        });
        ids(page).fill("i-sim101");
        // Faster than anybody can, and than the button can be drawn as disabled.
        visitor.button("Check first").evaluate("button => { button.click(); button.click(); }");
        assertThat(visitor.heading("1 of 1 would stop")).isVisible();
        assertThat(sent).hasValue(1);
    }

    @Test
    void forcing_comes_with_a_warning_and_a_question() {
        Page page = visitor.open("/dashboard/submit");
        ids(page).fill("i-sim101");
        page.getByLabel("Force stop at once").check();
        assertThat(page.getByText("Forcing is like pulling the plug")).isVisible();
        visitor.button("Check first").click();
        visitor.button("Force-stop 1 instance").click();
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        visitor.button("Force them").click();
        assertThat(page).hasURL(JOB);
        assertThat(Jobs.read(idIn(page)).getBoolean("forceStop")).isTrue();
    }

    private int stopped(String id) {
        return simulator.fleet().find(id).orElseThrow().stopsTaken();
    }

    private static Locator ids(Page page) {
        return page.getByLabel("Instance ids");
    }

    private static String idIn(Page page) {
        return page.url().substring(page.url().lastIndexOf('/') + 1);
    }
}
