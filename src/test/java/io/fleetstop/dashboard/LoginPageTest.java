package io.fleetstop.dashboard;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.TwoTenants;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** The dashboard of a service that asks everybody who they are. */
@QuarkusTest
@TestProfile(TwoTenants.class)
class LoginPageTest {
    @RegisterExtension
    static final Visitor visitor = new Visitor();

    Issuer company;

    @Test
    void whoever_opens_a_page_logs_in_and_arrives_there() {
        company.user("alice");
        Page page = visitor.open("/dashboard/targets");

        assertThat(visitor.heading("Targets")).isVisible();
        assertThat(page.getByText("team-a/alice")).isVisible();
        assertThat(page.getByText("volcengine")).hasCount(0);
    }

    @Test
    void member_submits_a_job_and_logs_out() {
        company.user("alice");
        Page page = visitor.open("/dashboard/submit");
        page.getByLabel("Instance ids").fill("i-sim101 i-sim102");
        assertThat(page.getByText("Force stop at once")).hasCount(0);
        assertThat(page.getByText("Stop charging")).hasCount(0);
        visitor.button("Check first").click();
        assertThat(visitor.button("Stop 2 instances")).isVisible();

        visitor.mayLoseConnection();
        visitor.button("Log out").click();
        assertThat(visitor.heading("You are logged out")).isVisible();
        company.user("bob");
        visitor.button("Log in").click();
        assertThat(page.getByText("team-b/bob")).isVisible();
        assertThat(page.getByText("The check cannot be shown")).isVisible();
    }

    @Test
    void session_that_ended_meanwhile_is_told_and_can_be_begun_anew() {
        company.user("alice");
        Page page = visitor.open("/dashboard/jobs");
        assertThat(page.getByText("team-a/alice")).isVisible();

        visitor.mayLoseConnection();
        page.context().clearCookies();
        assertThat(visitor.heading("You are not logged in")).isVisible();
        look(ColorScheme.LIGHT, Visitor.WIDE, "logged-out");
        visitor.button("Log in").click();
        assertThat(page.getByText("team-a/alice")).isVisible();
    }

    @Test
    void reader_is_offered_nothing_that_would_be_refused() {
        company.user("carol", "team-a-readers");
        Page page = visitor.open("/dashboard/jobs");
        assertThat(page.getByText("team-a/carol")).isVisible();

        assertThat(visitor.link("Stop instances")).hasCount(0);
        visitor.open("/dashboard/submit");
        assertThat(page.getByText("You may see jobs, and not make any")).isVisible();
        look(ColorScheme.LIGHT, Visitor.WIDE, "submit-refused");
    }

    @Test
    void head_of_the_page_has_room_for_a_name_on_a_phone() {
        company.user("alice");
        visitor.sitDown(Visitor.NARROW, ColorScheme.DARK);
        visitor.open("/dashboard/jobs");

        assertThat(visitor.button("Log out")).isVisible();
        look(ColorScheme.DARK, Visitor.NARROW, "jobs-logged-in");
        visitor.sitDown(Visitor.NARROW, ColorScheme.LIGHT);
        visitor.open("/dashboard/jobs");
        assertThat(visitor.button("Log out")).isVisible();
        look(ColorScheme.LIGHT, Visitor.NARROW, "jobs-logged-in");
        visitor.sitDown(Visitor.WIDE, ColorScheme.LIGHT);
        visitor.open("/dashboard/jobs");
        assertThat(visitor.button("Log out")).isVisible();
        look(ColorScheme.LIGHT, Visitor.WIDE, "jobs-logged-in");
    }

    private static void look(ColorScheme theme, int width, String name) {
        View view = new View(visitor, theme, width);
        view.judge(name);
        Assertions.assertThat(view.faults()).isEmpty();
    }
}
