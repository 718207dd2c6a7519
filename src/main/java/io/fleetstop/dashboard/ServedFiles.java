package io.fleetstop.dashboard;

import io.quarkus.runtime.util.ClassPathUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All files of the dashboard, some 200 KB, in memory from the start: none is read from disk while a request waits. */
@ApplicationScoped
public class ServedFiles {
    static final String SHELL = "/dashboard/index.html";

    private static final String ROOT = "META-INF/resources";

    private final Map<String, ServedFile> files = new HashMap<>();

    ServedFiles() throws IOException {
        ClassPathUtils.consumeAsPaths(ROOT + "/dashboard", this::load);
        if (!files.containsKey(SHELL)) {
            throw new IllegalStateException("the dashboard's files are missing from the class path");
        }
    }

    Optional<ServedFile> at(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** The one page that there is; what it shows is up to the address. */
    ServedFile shell() {
        return files.get(SHELL);
    }

    private void load(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            found.filter(Files::isRegularFile).forEach(file -> load(folder, file));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void load(Path folder, Path file) {
        String path = "/dashboard/" + folder.relativize(file).toString().replace('\\', '/');
        try {
            files.put(path, ServedFile.of(path, Files.readAllBytes(file)));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
