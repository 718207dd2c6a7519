package io.fleetstop.process;

import io.restassured.path.json.JsonPath;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Ten requests a second to one service, new jobs and reads in turns, whatever becomes of them: none waits for another. */
final class SteadyLoad implements AutoCloseable {
    private static final Duration EVERY = Duration.ofMillis(100);
    /** Far beyond what the service may take, so that a hanging request is seen and not hidden. */
    private static final Duration TIME_OUT = Duration.ofSeconds(30);

    private static final int JOB_SIZE = 5;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final URI jobs;
    private final Iterator<String> instances;
    private final Random random;
    private final List<String> accepted = new ArrayList<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Queue<Posting> unanswered = new ConcurrentLinkedQueue<>();
    private final Queue<CompletableFuture<?>> sent = new ConcurrentLinkedQueue<>();
    private int ticks;

    /** @param failure why there is no status; null when there is one */
    record Answer(String method, int status, Duration took, long at, String failure) {}

    private record Posting(String token, List<String> instanceIds) {
        String json() {
            return "{\"clientToken\":\"%s\",\"instanceIds\":[%s]}"
                    .formatted(
                            token,
                            instanceIds.stream().map(id -> '"' + id + '"').collect(Collectors.joining(",")));
        }
    }

    private SteadyLoad(ServiceProcess service, Iterator<String> instances, long seed) {
        this.jobs = URI.create(service.url() + "/v1/stop-jobs");
        this.instances = instances;
        this.random = new Random(seed);
    }

    /** @param instances each is given away once */
    static SteadyLoad on(ServiceProcess service, Iterator<String> instances, long seed) {
        SteadyLoad load = new SteadyLoad(service, instances, seed);
        load.clock.scheduleAtFixedRate(load::tick, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
        return load;
    }

    /** Ids of the jobs that were answered with 202. */
    synchronized List<String> accepted() {
        return List.copyOf(accepted);
    }

    synchronized List<Answer> answers() {
        return List.copyOf(answers);
    }

    /** Answers by status, in order. */
    Map<Integer, Long> statuses() {
        return answers().stream().collect(Collectors.groupingBy(Answer::status, TreeMap::new, Collectors.counting()));
    }

    /** Ends it when all that was sent has been answered. */
    @Override
    public void close() {
        clock.shutdownNow();
        sent.forEach(CompletableFuture::join);
    }

    private void tick() {
        List<String> known = accepted();
        if (ticks++ % 2 == 0 || known.isEmpty()) {
            // As callers do: what was not taken is sent again under the same token.
            Posting again = unanswered.poll();
            post(again == null ? next() : again);
        } else {
            String job = known.get(random.nextInt(known.size()));
            send(HttpRequest.newBuilder(URI.create(jobs + "/" + job)).GET(), null);
        }
    }

    private Posting next() {
        List<String> ids = new ArrayList<>();
        while (ids.size() < JOB_SIZE) {
            ids.add(instances.next());
        }
        return new Posting("load-" + ticks, ids);
    }

    private void post(Posting posting) {
        send(
                HttpRequest.newBuilder(jobs)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(posting.json())),
                posting);
    }

    private void send(HttpRequest.Builder builder, Posting posting) {
        HttpRequest request = builder.timeout(TIME_OUT).build();
        long before = System.nanoTime();
        sent.add(http.sendAsync(request, BodyHandlers.ofString()).handle((response, failure) -> {
            answered(request.method(), posting, response, failure, before);
            return null;
        }));
        sent.removeIf(CompletableFuture::isDone);
    }

    private synchronized void answered(
            String method, Posting posting, HttpResponse<String> response, Throwable failure, long before) {
        long now = System.nanoTime();
        int status = response == null ? 0 : response.statusCode();
        answers.add(new Answer(
                method, status, Duration.ofNanos(now - before), now, failure == null ? null : failure.toString()));
        if (posting == null) {
            return;
        }
        if (status == 202) {
            accepted.add(JsonPath.from(response.body()).getString("id"));
        } else if (status == 503 || status == 0) {
            unanswered.add(posting);
        }
    }
}
