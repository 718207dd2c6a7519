package io.fleetstop.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One database cluster: made, started, stopped. The folder must be ours while any of this runs. */
final class Cluster {

    static final String USER = "fleetstop";

    /** A stop writes all that is in memory to disk, a start may replay a gigabyte of log first; slow disks take their time. */
    static final String PATIENCE_SECONDS = "60";

    private final DataFolder folder;
    private final Programs programs;

    Cluster(DataFolder folder, Programs programs) {
        this.folder = folder;
        this.programs = programs;
    }

    /** Makes the cluster unless it exists. */
    void make(Path passwordFile) throws IOException {
        Folders.make(
                folder.data(),
                unfinished -> programs.run(
                        "initdb",
                        List.of(
                                "--pgdata=" + unfinished,
                                "--username=" + USER,
                                "--pwfile=" + passwordFile,
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                // Sorts the same on every machine, whatever languages it has.
                                "--no-locale")));
    }

    void start(int port) throws IOException {
        List<String> arguments = new ArrayList<>();
        control("start", "--log=" + folder.log(), "--options=" + options(port)).forEach(arguments::add);
        programs.run("pg_ctl", arguments);
    }

    /** Stops it, writing everything to disk; if that takes too long, without: the next start then replays the log. */
    void stop() throws IOException {
        if (programs.exitCode("pg_ctl", control("stop", "--mode=fast").toList()) != 0) {
            programs.exitCode("pg_ctl", control("stop", "--mode=immediate").toList());
        }
    }

    /** The server that an owner killed without warning left running; its process, if there is one. */
    Optional<ProcessHandle> running() throws IOException {
        Path pidFile = folder.data().resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return Optional.empty();
        }
        Optional<ProcessHandle> process = pid(pidFile).flatMap(ProcessHandle::of);
        if (process.isPresent() && !isOurs(process.get())) {
            // The number went to another program meanwhile, usual in containers; PostgreSQL would refuse to start for
            // it.
            Files.delete(pidFile);
            return Optional.empty();
        }
        return process;
    }

    /** Ends what else runs from this folder: an initdb whose owner was killed goes on writing where a new one would. */
    void endStrays() {
        for (ProcessHandle stray :
                ProcessHandle.allProcesses().filter(this::isOurs).toList()) {
            stray.destroyForcibly();
            // Dead at once, but nobody may be there to collect it, so its end is not always reported.
            stray.onExit().completeOnTimeout(stray, 1, TimeUnit.SECONDS).join();
        }
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .command()
                .filter(command -> Path.of(command).startsWith(folder.root()))
                .isPresent();
    }

    private static Optional<Long> pid(Path pidFile) throws IOException {
        try (Stream<String> lines = Files.lines(pidFile)) {
            return lines.findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("[0-9]{1,18}"))
                    .map(Long::valueOf);
        }
    }

    private Stream<String> control(String verb, String... more) {
        return Stream.concat(
                Stream.of(verb, "--pgdata=" + folder.data(), "--wait", "--timeout=" + PATIENCE_SECONDS, "--silent"),
                Stream.of(more));
    }

    private String options(int port) {
        Map<String, String> settings = new TreeMap<>();
        settings.put("port", String.valueOf(port));
        settings.put("listen_addresses", "127.0.0.1");
        settings.put("unix_socket_directories", "''");
        // The service's pool, the migration and a few people with psql; each one costs memory whether used or not.
        settings.put("max_connections", "50");
        // A job that was acknowledged survives a power cut, here as with any other PostgreSQL.
        settings.put("fsync", "on");
        settings.put("synchronous_commit", "on");
        if (programs.hasLibrary("pg_stat_statements")) {
            settings.put("shared_preload_libraries", "pg_stat_statements");
        }
        StringBuilder options = new StringBuilder();
        settings.forEach((name, value) ->
                options.append("-c ").append(name).append('=').append(value).append(' '));
        return options.toString().strip();
    }
}
