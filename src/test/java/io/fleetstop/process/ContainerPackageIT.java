package io.fleetstop.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What the image is made of. */
class ContainerPackageIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void without_a_database_url_it_says_so_and_makes_no_folder() throws IOException {
        Path data = folder.resolve("data");
        Path jar = ImagePackage.copyTo(folder.resolve("app"));
        try (ServiceProcess service =
                ServiceProcess.begin(jar, Map.of("FLEETSTOP_DATABASE_EMBEDDED_DATA_DIR", data.toString()))) {
            assertThat(service.exitCode(SOON)).isEqualTo(1);
            assertThat(service.lines())
                    .singleElement()
                    .asString()
                    .startsWith("Fleetstop did not start: fleetstop.database.url is not set");
        }
        assertThat(data).doesNotExist();
    }

    @Test
    void image_is_built_of_the_package_without_the_server() throws IOException {
        assertThat(Files.readString(Path.of(".dockerignore"))).contains(ImagePackage.SERVER);
        try (Stream<Path> libraries = Files.list(ImagePackage.whole().resolve("lib/main"))) {
            assertThat(libraries).anyMatch(ImagePackage::isServer);
        }
    }
}
