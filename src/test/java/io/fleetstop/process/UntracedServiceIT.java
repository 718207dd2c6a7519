package io.fleetstop.process;

import io.fleetstop.testing.Collector;
import io.fleetstop.testing.TestDatabase;
import io.restassured.http.ContentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** Without a collector there is nothing of tracing in the process, and with one there is: the same look finds it. */
class UntracedServiceIT {
    private static final String SDK = "io.opentelemetry.sdk.";
    private static final String EXPORTER = "io.opentelemetry.exporter.";

    @Test
    void nothing_of_the_sdk_is_loaded_and_no_job_has_a_place_in_a_trace() {
        look(false);
    }

    @Test
    void with_a_collector_it_is() {
        look(true);
    }

    private static void look(boolean traced) {
        String database = TestDatabase.fresh();
        try (LoopbackCloud cloud = LoopbackCloud.start();
                Collector collector = new Collector();
                ServiceProcess service = ServiceProcess.start(ServiceEnvironment.onDatabase(database)
                        .stoppingIn(cloud)
                        .with("FLEETSTOP_TRACING_ENDPOINT", traced ? collector.url() : "")
                        .variables())) {
            String job = given().header("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                    .contentType(ContentType.JSON)
                    .body(Map.of("instanceIds", List.of("i-sim001", "i-sim005")))
                    .post(service.url() + "/v1/stop-jobs")
                    .path("id");
            ServiceClient.of(service).finished(job);

            List<String> classes = Jcmd.classes(service);
            assertThat(classes).anyMatch(line -> line.contains("io.fleetstop.dispatch.Lane"));
            assertThat(classes.stream().anyMatch(line -> line.contains(SDK) || line.contains(EXPORTER)))
                    .as("classes of the SDK")
                    .isEqualTo(traced);
            assertThat(Jcmd.threads(service).stream()
                            .anyMatch(line -> line.contains("BatchSpanProcessor") || line.contains("HttpClient")))
                    .as("threads of the SDK")
                    .isEqualTo(traced);
            assertThat(new Answers(database).number("SELECT count(*) FROM stop_job WHERE traceparent IS NOT NULL"))
                    .isEqualTo(traced ? 1 : 0);
        }
    }
}
