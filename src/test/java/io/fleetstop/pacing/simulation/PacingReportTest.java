package io.fleetstop.pacing.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever changes how the pace is found sees what that does, and so does everybody else. */
class PacingReportTest {
    private static final Path PAGE = Path.of("src", "bench", "pacing.md");

    @Test
    void page_shows_what_the_simulation_comes_to() throws IOException {
        String page = new Report().write();
        if (System.getProperty("write") != null) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, page);
        }
        assertThat(page).isEqualTo(Files.readString(PAGE));
    }
}
