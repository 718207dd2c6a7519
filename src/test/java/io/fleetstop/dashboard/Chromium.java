package io.fleetstop.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The browser of this machine. One process for all tests: starting it takes seconds, a fresh profile in it milliseconds. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private static final Optional<Path> FOUND = search();

    private final Playwright driver;
    private final Browser browser;

    private Chromium(Path program) {
        // It would download browsers of its own otherwise.
        driver = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = driver.chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(program)
                        .setArgs(arguments()));
    }

    static Chromium start() {
        return new Chromium(find().orElseThrow());
    }

    /** Empty where there is none, and then there is nothing that could test the dashboard. */
    static Optional<Path> find() {
        return FOUND;
    }

    private static Optional<Path> search() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .filter(Chromium::starts)
                .findFirst();
    }

    /** Some systems have a script of that name which only tells how to install the browser. */
    private static boolean starts(Path program) {
        try {
            Process asked = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start();
            boolean answered = asked.waitFor(20, TimeUnit.SECONDS) && asked.exitValue() == 0;
            asked.destroyForcibly();
            return answered;
        } catch (IOException broken) {
            return false;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Browser browser() {
        return browser;
    }

    @Override
    public void close() {
        browser.close();
        driver.close();
    }

    /** Its sandbox refuses to be set up by root, which is who builds run as in containers. */
    private static List<String> arguments() {
        return "root".equals(System.getProperty("user.name")) ? List.of("--no-sandbox") : List.of();
    }
}
