package io.fleetstop.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What the JDK's own tool tells of a running service. */
final class Jcmd {
    private Jcmd() {}

    /** Objects of a class that are reachable. */
    static int count(ServiceProcess service, String className) {
        return lines(service, "GC.class_histogram").stream()
                .map(String::strip)
                .filter(line -> line.matches("\\d+:.*\\s" + className.replace(".", "\\.") + "(\\s.*)?"))
                .map(line -> line.split("\\s+")[1])
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElse(0);
    }

    /** Each class that is loaded, used or not. */
    static List<String> classes(ServiceProcess service) {
        return lines(service, "VM.class_hierarchy");
    }

    static List<String> threads(ServiceProcess service) {
        return lines(service, "Thread.print").stream()
                .filter(line -> line.startsWith("\""))
                .toList();
    }

    private static List<String> lines(ServiceProcess service, String command) {
        try {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            Long.toString(service.handle().pid()),
                            command)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(said);
            }
            return said.lines().toList();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
