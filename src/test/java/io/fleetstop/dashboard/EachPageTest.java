package io.fleetstop.dashboard;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every page in either theme, on a desk and on a phone: usable by everybody as far as a program can tell, no wider than the screen, and
 * pictured in target/screenshots, for people to judge.
 */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class EachPageTest {
    @RegisterExtension
    static final Visitor visitor = new Visitor();

    /** Some of the sample's instances take seconds to tell what becomes of them, hence once for all. */
    private static String over;

    private static String check;
    private static String later;

    @Inject
    Simulator simulator;

    @BeforeEach
    void makeJobs() {
        if (over == null) {
            simulator.reset();
            String started =
                    Jobs.of(sample(), ", \"description\": \"Nightly shutdown of the staging cluster, OPS-4127\"");
            check = Jobs.finished(sample(), ", \"dryRun\": true");
            later = Jobs.later(Jobs.normal(12), ", \"waitFor\": \"Stopped\", \"forceAfter\": \"PT5M\"");
            over = Jobs.finished(started);
        }
    }

    @ParameterizedTest(name = "{0}, {1} pixels wide")
    @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 360", "DARK, 360"})
    void page_is_accessible_and_fits(ColorScheme theme, int width) {
        visitor.sitDown(width, theme);
        visitor.mayLoseConnection();
        View view = new View(visitor, theme, width);

        view.of("jobs", "/dashboard/jobs", "Live");
        view.of("jobs-none-found", "/dashboard/jobs?instanceId=i-nowhere-at-all", "No job fits the filter");
        view.of("job-over", "/dashboard/jobs/" + over, "What did not stop, and why");
        view.of("job-waiting", "/dashboard/jobs/" + later, "Waits until");
        view.of("job-unknown", "/dashboard/jobs/no-id", "There is no such job");
        view.of("targets", "/dashboard/targets", "Learned limit");
        view.of("submit", "/dashboard/submit", "Which instances");
        view.of("check", "/dashboard/submit?check=" + check, "What would not stop, and why");
        view.of("not-found", "/dashboard/nothing", "There is no such page");
        pagesInTrouble(view);
        assertThat(view.faults()).isEmpty();
    }

    /** What a page looks like when something is wrong is what is looked at hardest. */
    private void pagesInTrouble(View view) {
        Page page = visitor.open("/dashboard/jobs/" + later);
        visitor.button("Cancel job").click();
        view.judge("job-cancel-dialog");

        visitor.open("/dashboard/submit");
        page.getByLabel("Instance ids").fill("i-sim101, i-sim$02 i-sim101\nі-sim103");
        page.getByLabel("Force stop at once").check();
        page.getByText("Time and limits").click();
        visitor.button("Check first").click();
        view.judge("submit-wrong");

        page.route("**/v1/stop-jobs?*", Route::abort);
        view.of("jobs-unreachable", "/dashboard/jobs", "The jobs cannot be shown");
        page.unroute("**/v1/stop-jobs?*");
        visitor.open("/dashboard/jobs");
        assertThat(page.getByText("Live")).isVisible();
        page.route("**/v1/stop-jobs?*", Route::abort);
        page.getByText("retrying").waitFor();
        view.judge("jobs-stale");
    }

    private List<String> sample() {
        List<String> ids = new ArrayList<>(simulator.fleet().all().stream()
                .limit(98)
                .map(instance -> instance.id())
                .toList());
        ids.addAll(List.of("i-simgone1", "i-simgone2"));
        return ids;
    }
}
