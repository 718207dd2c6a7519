package io.fleetstop.process;

import io.fleetstop.process.FreshConnection.Exchange;
import io.fleetstop.process.FreshConnection.Fate;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Several callers at once, each sending one request after the other, new jobs and reads in turns. */
final class HeavyLoad implements AutoCloseable {
    static final int CALLERS = 6;
    private static final int PAUSE_MILLIS = 15;
    private static final int LONGEST_REQUEST_SECONDS = 40;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(CALLERS);
    private final String jobs;
    private final String name;
    private final Iterator<String> instances;
    private final List<String> accepted = new ArrayList<>();
    private final List<Unanswered> unanswered = new ArrayList<>();
    private final Map<Fate, Integer> fates = new EnumMap<>(Fate.class);
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private int requests;

    /**
     * A request that may have arrived, and to which nothing came back.
     *
     * @param json of the new job, null for a read
     * @param begunAt before it was connected, in nanoseconds
     */
    record Unanswered(String token, String json, long begunAt) {}

    private HeavyLoad(ServiceProcess service, String name, Iterator<String> instances) {
        this.jobs = service.url() + "/v1/stop-jobs";
        this.name = name;
        this.instances = instances;
    }

    /**
     * @param name tells its tokens from those of others
     * @param instances each is given away once
     */
    static HeavyLoad on(ServiceProcess service, String name, Iterator<String> instances) {
        HeavyLoad load = new HeavyLoad(service, name, instances);
        for (int caller = 0; caller < CALLERS; caller++) {
            load.threads.scheduleWithFixedDelay(load::request, caller, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        }
        return load;
    }

    /** Ids of the jobs that were answered with 202. */
    synchronized List<String> accepted() {
        return List.copyOf(accepted);
    }

    synchronized List<Unanswered> unanswered() {
        return List.copyOf(unanswered);
    }

    synchronized int count(Fate fate) {
        return fates.getOrDefault(fate, 0);
    }

    synchronized Map<Integer, Integer> statuses() {
        return Map.copyOf(statuses);
    }

    /** Waits for the requests that are under way. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_REQUEST_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("a request hangs");
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private void request() {
        String token;
        String target;
        synchronized (this) {
            boolean reads = ++requests % 2 == 0 && !accepted.isEmpty();
            token = reads ? null : name + "-" + requests;
            target = reads ? accepted.get(requests % accepted.size()) : instances.next();
        }
        long now = System.nanoTime();
        if (token == null) {
            take(new Unanswered(null, null, now), FreshConnection.get(jobs + "/" + target));
        } else {
            String json = "{\"clientToken\":\"%s\",\"instanceIds\":[\"%s\"]}".formatted(token, target);
            take(new Unanswered(token, json, now), FreshConnection.post(jobs, json));
        }
    }

    private synchronized void take(Unanswered otherwise, Exchange exchange) {
        fates.merge(exchange.fate(), 1, Integer::sum);
        if (exchange.fate() == Fate.ANSWERED) {
            statuses.merge(exchange.status(), 1, Integer::sum);
        } else if (exchange.fate() != Fate.REFUSED) {
            unanswered.add(otherwise);
        }
        if (exchange.status() == 202) {
            accepted.add(JsonPath.from(exchange.body()).getString("id"));
        }
    }
}
