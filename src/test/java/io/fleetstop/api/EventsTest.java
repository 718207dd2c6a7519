package io.fleetstop.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.contract.Contract;
import io.fleetstop.testing.contract.Description;
import io.fleetstop.testing.contract.Exchange;
import io.fleetstop.testing.contract.Part;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

import static io.fleetstop.api.Service.finished;
import static io.fleetstop.api.Service.ids;
import static io.fleetstop.api.Service.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Following a job as its events come. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class EventsTest {
    private static final int MANY = 500;
    private static final byte[] NOTHING = {};
    private static final Description DESCRIPTION = Description.read();
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/v1/stop-jobs")
    URI jobs;

    @TestHTTPResource(management = true)
    URI management;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** One event as it came over the wire. */
    record Event(String name, String id, JsonPath data) {}

    @Test
    void job_is_followed_to_its_end_and_then_the_stream_ends() throws Exception {
        String id = submit("{\"instanceIds\": [" + ids(20) + "], \"waitFor\": \"Stopped\"}");

        List<Event> events = follow(id, null);

        Event last = events.get(events.size() - 1);
        assertThat(last.name()).isEqualTo("job");
        assertThat(last.data().getString("state")).isEqualTo("PartiallySucceeded");
        assertThat(last.data().getInt("progress.pending")).isZero();
        assertThat(last.data().<Object>get("operations")).isNull();
        assertThat(events.stream().filter(event -> event.name().equals("job"))).hasSizeGreaterThan(1);
        JsonPath job = given().get(jobs + "/" + id).jsonPath();
        for (int place = 0; place < 20; place++) {
            String instance = job.getString("operations[" + place + "].instanceId");
            Event latest = events.stream()
                    .filter(event -> instance.equals(event.data().getString("instanceId")))
                    .reduce((one, next) -> next)
                    .orElseThrow();
            assertThat(latest.data().<Object>get("$")).isEqualTo(job.get("operations[" + place + "]"));
        }
    }

    @Test
    void who_has_seen_the_end_is_told_that_there_is_no_more() throws Exception {
        String id = submit("{\"instanceIds\": [" + ids(2) + "]}");
        finished(id);
        List<Event> events = follow(id, null);
        String last = events.get(events.size() - 1).id();

        assertThat(open(id, last).statusCode()).isEqualTo(204);
    }

    @Test
    void who_comes_back_gets_what_has_changed_since() throws Exception {
        String id = submit("{\"instanceIds\": [" + ids(3) + "]}");
        finished(id);
        long later = Instant.now().plusSeconds(3600).toEpochMilli() * 1000;

        assertThat(follow(id, "1-" + later)).extracting(Event::name).containsExactly("job");
        assertThat(follow(id, "1-0")).hasSize(4);
        assertThat(follow(id, "not one of ours")).hasSize(4);
    }

    @Test
    void job_that_does_not_exist_is_not_found() throws Exception {
        HttpResponse<InputStream> answer = open(UUID.randomUUID().toString(), null);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(open("no-id", null).statusCode()).isEqualTo(404);
    }

    @Test
    void five_hundred_who_follow_a_job_cost_the_database_what_one_does() throws Exception {
        String id = submit("{\"instanceIds\": [\"i-sim001\"], \"notBefore\": \""
                + Instant.now().plusSeconds(3600) + "\"}");
        List<HttpResponse<InputStream>> streams = openMany(id);
        long versions = reads("versions");
        long whole = reads("job");
        Instant begun = Instant.now();
        given().post(jobs + "/" + id + "/cancel").then().statusCode(200);

        for (HttpResponse<InputStream> stream : streams) {
            List<Event> events = events(stream);
            assertThat(events.get(events.size() - 1).data().getString("state")).isEqualTo("Cancelled");
        }
        long seconds = Duration.between(begun, Instant.now()).toSeconds() + 2;
        assertThat(reads("versions") - versions).isBetween(1L, seconds);
        assertThat(reads("job") - whole).isBetween(1L, 2L);
    }

    @Test
    void place_of_who_leaves_is_free_again() throws Exception {
        String id = submit("{\"instanceIds\": [\"i-sim001\"], \"notBefore\": \""
                + Instant.now().plusSeconds(3600) + "\"}");
        double before = gauge();
        HttpResponse<InputStream> stream = open(id, null);
        assertThat(gauge()).isEqualTo(before + 1);

        stream.body().close();

        await().atMost(Duration.ofSeconds(20)).until(() -> gauge() == before);
        given().post(jobs + "/" + id + "/cancel").then().statusCode(200);
    }

    private List<HttpResponse<InputStream>> openMany(String id) throws Exception {
        List<CompletableFuture<HttpResponse<InputStream>>> opening = new ArrayList<>();
        for (int each = 0; each < MANY; each++) {
            opening.add(client.sendAsync(request(id, null), BodyHandlers.ofInputStream()));
        }
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        for (CompletableFuture<HttpResponse<InputStream>> each : opening) {
            open.add(each.get());
        }
        return open;
    }

    private List<Event> follow(String id, String lastEventId) throws Exception {
        HttpResponse<InputStream> stream = open(id, lastEventId);
        assertThat(stream.statusCode()).isEqualTo(200);
        assertThat(stream.headers().firstValue("content-type").orElseThrow()).startsWith("text/event-stream");
        assertThat(stream.headers().firstValue("cache-control")).hasValue("no-store");
        return events(stream);
    }

    private HttpResponse<InputStream> open(String id, String lastEventId) throws Exception {
        HttpRequest request = request(id, lastEventId);
        HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
        byte[] body = answer.statusCode() == 200 ? NOTHING : answer.body().readAllBytes();
        Contract.check(DESCRIPTION, Exchange.of(request, NOTHING, answer, body));
        return answer;
    }

    private HttpRequest request(String id, String lastEventId) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(jobs + "/" + id + "/events"))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", "text/event-stream");
        return (lastEventId == null ? request : request.header("Last-Event-ID", lastEventId)).build();
    }

    /** All of them; waits for the end of the stream. */
    private static List<Event> events(HttpResponse<InputStream> stream) throws IOException {
        List<Event> events = new ArrayList<>();
        String name = null;
        String id = null;
        StringBuilder data = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event:")) {
                    name = line.substring(6).strip();
                } else if (line.startsWith("id:")) {
                    id = line.substring(3).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring(5));
                } else if (line.isEmpty() && data.length() > 0) {
                    assertThat(DESCRIPTION.faults(schema(name), JSON.readTree(data.toString())))
                            .isEmpty();
                    events.add(new Event(name, id, JsonPath.from(data.toString())));
                    name = null;
                    id = null;
                    data.setLength(0);
                }
            }
        }
        return events;
    }

    private static Part schema(String event) {
        return DESCRIPTION.schema(event.equals("job") ? "StopJobSummary" : "Operation");
    }

    private long reads(String method) {
        return (long) sample("ft_invocations_total", "FeedReads." + method + "\"");
    }

    private double gauge() {
        return sample("fleetstop_streams", "");
    }

    private double sample(String name, String label) {
        return given().port(management.getPort())
                .get("/q/metrics")
                .body()
                .asString()
                .lines()
                .filter(line -> line.startsWith(name) && line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
