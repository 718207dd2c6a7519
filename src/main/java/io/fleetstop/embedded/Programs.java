package io.fleetstop.embedded;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The unpacked programs of PostgreSQL, run one at a time; what they print goes to the log. */
final class Programs {

    private final Path home;
    private final Path log;

    Programs(Path home, Path log) {
        this.home = home;
        this.log = log;
    }

    boolean hasLibrary(String name) {
        Path libraries = home.resolve("lib/postgresql");
        return Files.exists(libraries.resolve(name + ".so")) || Files.exists(libraries.resolve(name + ".dylib"));
    }

    /** Runs a program to its end. @throws CannotStartException if it fails, with the last thing it said */
    void run(String program, List<String> arguments) throws IOException {
        if (exitCode(program, arguments) != 0) {
            throw new CannotStartException(
                    program + " of the embedded PostgreSQL failed (" + log + "): " + lastWords());
        }
    }

    int exitCode(String program, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, with root's files.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(home.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            return process.waitFor();
        } catch (InterruptedException stop) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + program + " ran", stop);
        }
    }

    private String lastWords() throws IOException {
        List<String> lines =
                Files.readAllLines(log).stream().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "it said nothing" : lines.get(lines.size() - 1).strip();
    }
}
