package io.fleetstop.process;

import io.fleetstop.testing.TestDatabase;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

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
            }
        }
    }
}
