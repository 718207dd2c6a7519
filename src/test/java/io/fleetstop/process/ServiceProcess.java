package io.fleetstop.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.awaitility.Awaitility.await;

/** One run of the packaged service. Nothing but the environment given here sets it up, and it never outlives the test. */
final class ServiceProcess implements AutoCloseable {
    private static final Path FOLDER = Path.of("target", "process").toAbsolutePath();
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Runs of seconds: the optimising compiler would take more time than it gives. */
    private static final List<String> SHORT_RUN = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    private final Process process;
    private final Thread killer;
    private final Path log;
    private final String url;
    private boolean endExpected;

    private ServiceProcess(List<String> options, Path jar, Map<String, String> environment) {
        try {
            String name = "service-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
            // A folder with nothing in it: no file beside the jar's own may set anything.
            Path folder = Files.createDirectories(FOLDER.resolve(name));
            log = FOLDER.resolve(name + ".log");
            process = builder(options, jar, environment)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        url = "http://127.0.0.1:" + environment.get("QUARKUS_HTTP_PORT");
        // Also when the test's own process is interrupted.
        killer = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(killer);
    }

    /** Begins a run without waiting for anything. */
    static ServiceProcess begin(Map<String, String> environment) {
        return begin(packaged(), environment);
    }

    /** Begins a run of another build of the service. */
    static ServiceProcess begin(Path jar, Map<String, String> environment) {
        return begin(SHORT_RUN, jar, environment);
    }

    /** @param options of the virtual machine, instead of those that suit tests */
    static ServiceProcess begin(List<String> options, Path jar, Map<String, String> environment) {
        return new ServiceProcess(options, jar, environment);
    }

    /** What the build made. */
    static Path packaged() {
        return Path.of(System.getProperty("fleetstop.jar"));
    }

    /** Begins a run and waits until it serves. */
    static ServiceProcess start(Map<String, String> environment) {
        ServiceProcess service = begin(environment);
        try {
            service.awaitReady();
            return service;
        } catch (RuntimeException | AssertionError failed) {
            service.close();
            throw failed;
        }
    }

    private static ProcessBuilder builder(List<String> options, Path jar, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
        builder.environment().putAll(environment);
        return builder;
    }

    void awaitReady() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast("the service has ended, see " + log, () -> !process.isAlive())
                .until(this::isReady);
    }

    /** It serves, or did so before it ended. */
    boolean isReady() {
        return log().contains("Fleetstop is ready");
    }

    String url() {
        return url;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** It stands still wherever it is, with all its connections open. */
    void freeze() {
        Signal.STOP.to(process.toHandle());
    }

    /** It goes on as if no time had passed. */
    void thaw() {
        Signal.CONT.to(process.toHandle());
    }

    /** SIGKILL: no hook runs, nothing is said to anybody. Returns when it is dead. */
    void kill() {
        process.destroyForcibly();
        exitCode(PATIENCE);
    }

    /** SIGTERM. Returns at once. */
    void terminate() {
        endExpected = true;
        process.destroy();
    }

    /** Waits for the end. */
    int exitCode(Duration atMost) {
        endExpected = true;
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running after " + atMost + ", see " + log);
            }
            return process.exitValue();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Everything it said, without blank lines. */
    List<String> lines() {
        return log().lines().filter(line -> !line.isBlank()).toList();
    }

    /** @throws AssertionError if it had ended before anybody asked it to */
    @Override
    public void close() {
        boolean unasked = !endExpected && !process.isAlive();
        kill();
        Runtime.getRuntime().removeShutdownHook(killer);
        if (unasked) {
            throw new AssertionError("the service ended by itself with " + process.exitValue() + ", see " + log);
        }
    }
}
