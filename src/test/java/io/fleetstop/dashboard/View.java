package io.fleetstop.dashboard;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

/** A look at a page in one theme and width: pictured, measured, and judged by the rules of accessibility. */
final class View {
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Set<String> GRAVE = Set.of("serious", "critical");

    /** After a jump to another part of a page the first picture may be empty. */
    private static final String DRAWN =
            "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))";

    private final List<String> faults = new ArrayList<>();
    private final Visitor visitor;
    private final String suffix;
    private final boolean isJudged;

    View(Visitor visitor, ColorScheme theme, int width) {
        this.visitor = visitor;
        // Once in each theme for its colours, once on a phone for its layout.
        this.isJudged = width == Visitor.WIDE || theme == ColorScheme.LIGHT;
        this.suffix = "-" + theme.name().toLowerCase(Locale.ROOT) + "-" + width + ".png";
    }

    /** @param sign what is read there as soon as all is there */
    void of(String name, String path, String sign) {
        Page page = visitor.open(path);
        assertThat(page.getByText(sign).first()).isVisible();
        judge(name);
    }

    void judge(String name) {
        Page page = visitor.page();
        page.evaluate(DRAWN);
        page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + suffix)));
        Object tooWide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (!tooWide.equals(0)) {
            faults.add(name + " is wider than the screen by " + tooWide);
        }
        if (!isJudged) {
            return;
        }
        new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> GRAVE.contains(rule.getImpact()))
                        .forEach(rule -> faults.add(name + ": " + told(rule)));
    }

    List<String> faults() {
        return faults;
    }

    private static String told(Rule rule) {
        return rule.getId() + " (" + rule.getHelp() + ") at "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }
}
