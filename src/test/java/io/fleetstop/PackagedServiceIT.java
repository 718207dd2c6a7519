package io.fleetstop;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The service as its users have it: a jar, a process, signals. */
class PackagedServiceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int ENDED_BY_SIGTERM = 143;
    private static final Pattern READY_AT = Pattern.compile("Fleetstop is ready: (\\S+)");

    @TempDir
    Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
        servers().forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void service_killed_without_warning_starts_again_and_ends_without_leaving_a_server() throws Exception {
        Process killed = startUntilReady();
        killed.destroyForcibly().waitFor();
        assertThat(servers()).isNotEmpty();

        Process next = startUntilReady();
        next.destroy();

        assertThat(next.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(next.exitValue()).isEqualTo(ENDED_BY_SIGTERM);
        assertThat(said()).doesNotContain("ERROR", "Exception");
        assertThat(servers()).isEmpty();
    }

    @Test
    void package_has_the_description_of_the_api_and_not_what_shows_it_in_a_browser() throws Exception {
        startUntilReady();
        assertThat(status("/q/openapi")).isEqualTo(200);
        assertThat(status("/q/swagger-ui")).isEqualTo(404);
        assertThat(status("/q/swagger-ui/")).isEqualTo(404);
    }

    @Test
    void dashboard_is_where_the_service_says_that_it_is_ready() throws Exception {
        startUntilReady();
        Matcher address = READY_AT.matcher(said());
        assertThat(address.find()).isTrue();
        HttpRequest request = HttpRequest.newBuilder(URI.create(address.group(1) + "/"))
                .header("Accept", "text/html")
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> page = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("<title>Fleetstop</title>");
    }

    @Test
    void failed_start_ends_with_one_line_and_without_leaving_a_server() throws Exception {
        Process refused = start("-Dquarkus.http.host=0.0.0.0");

        assertThat(refused.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(refused.exitValue()).isEqualTo(1);
        assertThat(said().strip().lines().reduce((first, last) -> last))
                .hasValueSatisfying(line ->
                        assertThat(line).startsWith("Fleetstop did not start:").contains("quarkus.http.host=0.0.0.0"));
        assertThat(servers()).isEmpty();
    }

    private Process startUntilReady() throws IOException {
        Process process = start();
        Awaitility.await().atMost(PATIENCE).until(() -> said().contains("Fleetstop is ready:") || !process.isAlive());
        assertThat(said()).contains("Fleetstop is ready:");
        return process;
    }

    private Process start(String... settings) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Dfleetstop.database.embedded.data-dir=" + folder.resolve("postgresql"),
                "-Dfleetstop.simulator.enabled=false",
                "-Dquarkus.http.port=0",
                "-Dquarkus.management.port=0"));
        command.addAll(List.of(settings));
        command.addAll(List.of("-jar", System.getProperty("fleetstop.jar")));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        processes.add(process);
        return process;
    }

    private int status(String path) throws Exception {
        Matcher ready = Pattern.compile("Fleetstop is ready: (http:\\S+)").matcher(said());
        assertThat(ready.find()).isTrue();
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(ready.group(1) + path)).build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    /** Whatever runs from this test's folder. */
    private List<ProcessHandle> servers() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(process -> process.info()
                            .command()
                            .filter(command -> command.startsWith(folder.toString()))
                            .isPresent())
                    .toList();
        }
    }
}
