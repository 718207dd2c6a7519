package io.fleetstop.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders that are there completely or not at all. */
final class Folders {

    private Folders() {}

    /** Fills a folder; what a process that died half-way left of an earlier try is thrown away first. */
    interface Filling {
        void into(Path folder) throws IOException;
    }

    /** Has {@code folder} filled unless it exists; it gets its name only when it is complete. */
    static void make(Path folder, Filling filling) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path unfinished = folder.resolveSibling(folder.getFileName() + ".unfinished");
        delete(unfinished);
        filling.into(unfinished);
        Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes a folder and all in it, if it exists. */
    static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (UncheckedIOException walking) {
            throw walking.getCause();
        }
    }
}
