package io.fleetstop.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A program that has to be there already. */
record Tool(String name) {
    private static final long PATIENCE_SECONDS = 60;

    /** What it printed, both streams, and how it ended. */
    record Run(int code, String output) {}

    /** @return nothing if there is no such program */
    Optional<Run> run(String... arguments) {
        String[] command = new String[arguments.length + 1];
        command[0] = name;
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        try {
            Path output = Files.createTempFile(Path.of("target"), name, ".out");
            Process process;
            try {
                process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
            } catch (IOException noSuchProgram) {
                return Optional.empty();
            }
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(name + " does not end");
            }
            String text = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            return Optional.of(new Run(process.exitValue(), text));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
