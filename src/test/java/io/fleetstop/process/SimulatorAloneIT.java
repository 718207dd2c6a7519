package io.fleetstop.process;

import io.fleetstop.testing.TestDatabase;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The simulated cloud as a process beside the service, out of the same package. */
class SimulatorAloneIT {
    private final int port = FreePort.next();
    private Process simulator;

    @TempDir
    Path folder;

    @AfterEach
    void end() {
        simulator.destroyForcibly();
    }

    @Test
    void instances_stay_stopped_when_the_service_that_stopped_them_is_gone() throws IOException {
        begin(Map.of("FLEETSTOP_SIMULATOR_STOPPING_TIME_MIN", "0S", "FLEETSTOP_SIMULATOR_STOPPING_TIME_MAX", "0S"));
        await().until(() -> output().contains("simulator started port=" + port));
        Map<String, String> environment = ServiceEnvironment.onDatabase(TestDatabase.fresh())
                .stoppingAt("http://127.0.0.1:" + port)
                .variables();
        String instance = "i-sim001";
        try (ServiceProcess service = ServiceProcess.start(environment)) {
            String job = ServiceClient.of(service).submit(List.of(instance), "one");
            assertThat(ServiceClient.of(service).finished(job).getString("state"))
                    .isEqualTo("Succeeded");
        }
        JsonPath instances = given().port(port).get("/instances").jsonPath();
        assertThat(instances.getString("instances.find { it.instanceId == '" + instance + "' }.status"))
                .isEqualTo("Stopped");
    }

    @Test
    void says_what_keeps_it_from_starting() throws Exception {
        try (ServerSocket taken = new ServerSocket(port)) {
            begin(Map.of());
            assertThat(simulator.waitFor(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(simulator.exitValue()).isEqualTo(1);
        assertThat(output()).contains("The simulator did not start: fleetstop.simulator.port");
    }

    private void begin(Map<String, String> settings) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        ServiceProcess.packaged().toString(),
                        "io.fleetstop.simulator.Alone")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
        builder.environment().put("FLEETSTOP_SIMULATOR_PORT", Integer.toString(port));
        builder.environment().putAll(settings);
        simulator = builder.start();
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"), StandardCharsets.UTF_8);
    }
}
