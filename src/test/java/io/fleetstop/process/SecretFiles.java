package io.fleetstop.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder of settings, each a file with its name, as an orchestrator mounts secrets. */
record SecretFiles(Path folder) {
    SecretFiles with(String setting, String value) {
        try {
            // Editors end a file with a line break, and what mounts secrets does not.
            Files.writeString(folder.resolve(setting), value + "\n");
            return this;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
