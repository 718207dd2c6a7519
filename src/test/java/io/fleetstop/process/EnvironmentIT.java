package io.fleetstop.process;

import io.fleetstop.testing.TestDatabase;
import io.restassured.path.json.JsonPath;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Set up by environment variables alone, as a container is. */
class EnvironmentIT {

    @Test
    void environment_alone_configures_a_target_on_loopback() {
        try (LoopbackCloud cloud = LoopbackCloud.start()) {
            Map<String, String> environment = ServiceEnvironment.onDatabase(TestDatabase.fresh())
                    .stoppingIn(cloud)
                    .variables();
            try (ServiceProcess service = ServiceProcess.start(environment)) {
                ServiceClient client = ServiceClient.of(service);
                List<String> instanceIds = cloud.sampleJob();
                JsonPath job = client.finished(client.submit(instanceIds, "from-the-environment"));
                Truth.check(job, instanceIds, cloud);
                assertThat(service.log())
                        .as("of meters that the framework names twice")
                        .doesNotContain("already registered");
            }
        }
    }

    @Test
    void log_is_one_object_a_line_where_it_is_asked_for() {
        try (LoopbackCloud cloud = LoopbackCloud.start()) {
            var environment = new HashMap<>(ServiceEnvironment.onDatabase(TestDatabase.fresh())
                    .stoppingIn(cloud)
                    .variables());
            environment.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true");
            try (ServiceProcess service = ServiceProcess.start(environment)) {
                ServiceClient client = ServiceClient.of(service);
                client.finished(client.submit(cloud.sampleJob(), "in-json"));

                assertThat(service.log().lines())
                        .allSatisfy(line -> assertThat(new JsonObject(line).fieldNames())
                                .contains("timestamp", "level", "loggerName", "message"))
                        .anyMatch(line ->
                                new JsonObject(line).getString("message").startsWith("job finished job="));
            }
        }
    }
}
