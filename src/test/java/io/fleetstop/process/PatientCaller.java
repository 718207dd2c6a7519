package io.fleetstop.process;

import io.fleetstop.process.history.History.Submission;
import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Sends the same request, token included, to one replica after the other until one of them has confirmed it. */
final class PatientCaller implements AutoCloseable {
    private static final Duration TIME_OUT = Duration.ofSeconds(3);
    private static final long AGAIN_AFTER_MILLIS = 300;

    private final List<Replica> replicas;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIME_OUT)
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger attempts = new AtomicInteger();

    PatientCaller(List<Replica> replicas) {
        this.replicas = replicas;
    }

    /** @return complete once the job's id is known; fails when a replica refuses what is a good request */
    CompletableFuture<Submission> submit(List<String> instanceIds, String token, Duration after) {
        CompletableFuture<Submission> done = new CompletableFuture<>();
        clock.schedule(() -> attempt(instanceIds, token, done), after.toMillis(), TimeUnit.MILLISECONDS);
        return done;
    }

    /** Requests sent, repeats included. */
    int attempts() {
        return attempts.get();
    }

    private void attempt(List<String> instanceIds, String token, CompletableFuture<Submission> done) {
        Replica replica = replicas.get(attempts.getAndIncrement() % replicas.size());
        HttpRequest request = HttpRequest.newBuilder(URI.create(replica.url() + "/v1/stop-jobs"))
                .timeout(TIME_OUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body(instanceIds, token)))
                .build();
        client.sendAsync(request, BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            if (failure != null || answer.statusCode() >= 500 || answer.statusCode() == 429) {
                clock.schedule(() -> attempt(instanceIds, token, done), AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                heard(instanceIds, token, answer, done);
            }
        });
    }

    /** A repeat that finds the first one stored is told so, with the id: as good as a confirmation. */
    private static void heard(
            List<String> instanceIds, String token, HttpResponse<String> answer, CompletableFuture<Submission> done) {
        String id = switch (answer.statusCode()) {
            case 202, 200 -> JsonPath.from(answer.body()).getString("id");
            case 412 -> JsonPath.from(answer.body()).getString("jobId");
            default -> null;
        };
        if (id == null) {
            done.completeExceptionally(new AssertionError(answer.statusCode() + " " + answer.body()));
        } else {
            done.complete(new Submission(token, instanceIds, id));
        }
    }

    private static String body(List<String> instanceIds, String token) {
        String ids = instanceIds.stream().collect(Collectors.joining("\",\"", "[\"", "\"]"));
        return "{\"instanceIds\":" + ids + ",\"clientToken\":\"" + token + "\"}";
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
