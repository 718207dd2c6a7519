package io.fleetstop.process;

import io.fleetstop.embedded.EmbeddedPostgres;
import io.fleetstop.testing.TestDatabase;
import io.fleetstop.testing.TestRole;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static org.awaitility.Awaitility.await;

/** A PostgreSQL server of one test's own, to be treated badly. It always comes back with the same data, on the same port. */
final class OwnPostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final EmbeddedPostgres server;
    private final PostgresProcesses processes;

    private OwnPostgres(Path folder, EmbeddedPostgres server) {
        this.folder = folder;
        this.server = server;
        this.processes = new PostgresProcesses(folder);
    }

    static OwnPostgres start(Path folder) {
        EmbeddedPostgres server = EmbeddedPostgres.start(folder);
        TestRole.makeOn(server.ownerUrl());
        return new OwnPostgres(folder, server);
    }

    /** Creates an empty database. Gives its URL, of the role that owns it. */
    String database(String name) {
        try (Connection connection = TestDatabase.connect(server.ownerUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
        return server.ownerUrl().substring(0, server.ownerUrl().lastIndexOf('/') + 1) + name;
    }

    /** SIGKILL to all its processes; as after a power cut, but for what the operating system still writes. */
    void kill() {
        processes.end();
        try {
            // Dead processes that nobody has collected yet would pass for a running server.
            Files.deleteIfExists(folder.resolve("data/postmaster.pid"));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Ends all sessions and stops, if it runs, and starts again. Returns when it has begun to start. */
    void restart() {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) {
            // Like the product: PostgreSQL refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        // Without options of its own it takes those of the last start, the port among them.
        command.addAll(List.of(
                program("pg_ctl").toString(),
                "restart",
                "--mode=fast",
                "--no-wait",
                "--silent",
                "--pgdata=" + folder.resolve("data"),
                "--log=" + folder.resolve("restarts.log")));
        try {
            Process control = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("control.log").toFile()))
                    .start();
            if (control.waitFor() != 0) {
                throw new IllegalStateException(Files.readString(folder.resolve("control.log")));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    /** SIGSTOP to all its processes: connections stay open, new ones are taken by the operating system, and nobody answers. */
    void freeze() {
        Set<Long> frozen = new HashSet<>();
        // The first one starts the others, so that once it is frozen there are no new ones.
        for (List<ProcessHandle> left = oldestFirst(); !left.isEmpty(); left = oldestFirst()) {
            left.removeIf(process -> !frozen.add(process.pid()));
            if (left.isEmpty()) {
                return;
            }
            left.forEach(Signal.STOP::to);
        }
    }

    void thaw() {
        oldestFirst().forEach(Signal.CONT::to);
    }

    /** Waits until it takes connections and answers. */
    void awaitAccepting() {
        await().atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .until(this::accepts);
    }

    private boolean accepts() {
        try (Connection connection = TestDatabase.connect(server.ownerUrl());
                Statement statement = connection.createStatement()) {
            return statement.execute("SELECT 1");
        } catch (SQLException notYet) {
            return false;
        }
    }

    private List<ProcessHandle> oldestFirst() {
        return new ArrayList<>(processes.alive().stream()
                .sorted(Comparator.comparing(ProcessHandle::pid))
                .toList());
    }

    private Path program(String name) {
        try (Stream<Path> files = Files.walk(folder.resolve("programs"))) {
            return files.filter(file -> file.endsWith(Path.of("bin", name)))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Also when it is frozen or dead. */
    @Override
    public void close() {
        thaw();
        server.close();
        processes.end();
    }
}
