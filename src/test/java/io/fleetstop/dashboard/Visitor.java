package io.fleetstop.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.restassured.RestAssured;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody in front of the dashboard, in a time zone of their own. Whatever their browser complains of fails the test: a script that
 * broke, or one that the page's own policy forbids.
 */
final class Visitor implements ExecutionCondition, BeforeAllCallback, BeforeEachCallback, AfterEachCallback {
    static final int WIDE = 1440;
    static final int NARROW = 360;

    private static final double PATIENCE_MILLIS = 20_000;

    private final List<String> complaints = new ArrayList<>();
    private Browser browser;
    private BrowserContext context;
    private Page page;
    private boolean mayLoseConnection;
    private String expected;

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext test) {
        return Chromium.find().isPresent()
                ? ConditionEvaluationResult.enabled("there is a browser")
                : ConditionEvaluationResult.disabled(
                        "No Chromium on the PATH (chromium, chromium-browser or google-chrome):"
                                + " the dashboard is not tested in a browser.");
    }

    @Override
    public void beforeAll(ExtensionContext test) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        browser = test.getRoot()
                .getStore(Namespace.create(Visitor.class))
                .getOrComputeIfAbsent("browser", key -> Chromium.start(), Chromium.class)
                .browser();
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        mayLoseConnection = false;
        expected = null;
        sitDown(WIDE, ColorScheme.LIGHT);
    }

    @Override
    public void afterEach(ExtensionContext test) {
        standUp();
        assertThat(complaints).as("what the browser complained of").isEmpty();
    }

    /** A fresh profile: nothing remembered from the one before. */
    void sitDown(int width, ColorScheme theme) {
        if (context != null) {
            standUp();
        }
        complaints.clear();
        context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL("http://localhost:" + RestAssured.port)
                .setViewportSize(width, 900)
                .setColorScheme(theme)
                .setTimezoneId("Asia/Shanghai")
                .setPermissions(List.of("clipboard-read", "clipboard-write")));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        page = context.newPage();
        page.onConsoleMessage(this::listen);
        page.onPageError(complaints::add);
    }

    /** What a test answers in the service's place comes to an end first: an answer to a page that is gone is an error. */
    private void standUp() {
        if (!page.isClosed()) {
            page.unrouteAll();
        }
        context.close();
    }

    private void listen(ConsoleMessage message) {
        boolean isNoise = mayLoseConnection && message.text().startsWith("Failed to load resource")
                || expected != null && message.text().contains(expected);
        if (message.type().equals("error") && !isNoise) {
            complaints.add(message.text() + " at " + message.location());
        }
    }

    /** Lets the page break that the test makes break. */
    void expectComplaint(String words) {
        expected = words;
    }

    /** Lets requests fail that the test makes fail. */
    void mayLoseConnection() {
        mayLoseConnection = true;
    }

    Page page() {
        return page;
    }

    /** @return the page, at a path of the dashboard */
    Page open(String path) {
        page.navigate(path);
        return page;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading(String name) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(name).setExact(true));
    }
}
