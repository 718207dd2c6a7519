package io.fleetstop.query;

import io.fleetstop.job.StopJob;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Tells when jobs change that somebody looks at. One statement a second asks after all of them, and one that has changed is read once,
 * however many look on.
 */
@Startup
@ApplicationScoped
public class JobFeed {
    /** Each is a connection and a few hundred bytes. More would leave too little of the connections that a replica takes. */
    static final int MOST_STREAMS = 1_000;

    private static final Logger LOG = Logger.getLogger(JobFeed.class);
    private static final Duration EVERY = Duration.ofSeconds(StopJob.POLL_SECONDS);

    /** A reader who does not take what was sent before cannot be told of the end either. */
    private static final Duration LEAVE_TO_END = Duration.ofSeconds(1);

    private final FeedReads reads;
    private final Vertx vertx;
    private final Map<Key, Watched> watched = new HashMap<>();
    private final Set<Place> places = new HashSet<>();
    private final Thread ending = new Thread(this::end, "streams-end");
    private boolean polling;
    private boolean ended;

    JobFeed(FeedReads reads, Vertx vertx, MeterRegistry registry) {
        this.reads = reads;
        this.vertx = vertx;
        Gauge.builder("fleetstop.streams", this, JobFeed::streams)
                .description("Readers that follow a job's events")
                .register(registry);
    }

    /** Whose job it is belongs to its name: another tenant's does not exist. */
    record Key(String tenant, UUID id) {}

    /** A job that at least one stream is about. */
    private static final class Watched {
        private final Uni<StopJob> first;
        private final Set<UniEmitter<? super Optional<StopJob>>> waiting = new HashSet<>();
        private StopJob latest;
        private int streams;

        Watched(Uni<StopJob> first) {
            this.first = first;
        }
    }

    /** Streams would hold up the end of the process for as long as it waits for requests; their readers find another replica. */
    @PostConstruct
    void watchForTheEnd() {
        Runtime.getRuntime().addShutdownHook(ending);
    }

    @PreDestroy
    void forgetTheEnd() {
        try {
            Runtime.getRuntime().removeShutdownHook(ending);
        } catch (IllegalStateException alreadyEnding) {
            LOG.debug("the process ends, and so do the streams");
        }
    }

    /** Where one stream looks on from. */
    final class Place {
        private final Key key;
        private final Watched watched;
        private volatile Runnable cut = () -> {};

        private Place(Key key, Watched watched) {
            this.key = key;
            this.watched = watched;
        }

        /** @param how to end the stream when the process ends and its reader does not let it end by itself */
        void cutOff(Runnable how) {
            cut = how;
        }

        /** The job as it is now, or was a second ago; null where there is none, and then the place is free again. */
        Uni<StopJob> job() {
            return watched.first
                    .map(first -> latest(watched, first))
                    .onTermination()
                    .invoke((job, failure, left) -> {
                        if (job == null) {
                            close();
                        }
                    });
        }

        /**
         * @param known the version that the asker has
         * @return the job as soon as it is another one; empty when it was deleted, or when all is over here
         */
        Uni<Optional<StopJob>> next(int known) {
            return Uni.createFrom().emitter(asker -> ask(watched, known, asker));
        }

        void close() {
            leave(this);
        }
    }

    /** Takes a place, to be closed in the end; empty when there is none. */
    synchronized Optional<Place> open(Key key) {
        if (ended || places.size() == MOST_STREAMS) {
            return Optional.empty();
        }
        Watched job = watched.computeIfAbsent(key, this::watch);
        job.streams++;
        if (!polling) {
            polling = true;
            vertx.setTimer(EVERY.toMillis(), timer -> poll());
        }
        Place place = new Place(key, job);
        places.add(place);
        return Optional.of(place);
    }

    private synchronized void leave(Place place) {
        if (places.remove(place)) {
            place.watched.streams--;
            if (place.watched.streams == 0) {
                watched.remove(place.key);
            }
        }
    }

    private void ask(Watched job, int known, UniEmitter<? super Optional<StopJob>> asker) {
        Optional<StopJob> answer;
        synchronized (this) {
            if (!ended && job.latest.version() == known) {
                job.waiting.add(asker);
                asker.onTermination(() -> forget(job, asker));
                return;
            }
            answer = ended ? Optional.empty() : Optional.of(job.latest);
        }
        asker.complete(answer);
    }

    private synchronized void forget(Watched job, UniEmitter<? super Optional<StopJob>> asker) {
        job.waiting.remove(asker);
    }

    private Watched watch(Key key) {
        return new Watched(reads.job(key.tenant(), key.id()).memoize().indefinitely());
    }

    /** What others have seen meanwhile is newer than what was read first. */
    private synchronized StopJob latest(Watched job, StopJob first) {
        if (job.latest == null) {
            job.latest = first;
        }
        return job.latest;
    }

    private void poll() {
        Map<UUID, Key> keys = new HashMap<>();
        synchronized (this) {
            polling = !watched.isEmpty() && !ended;
            watched.keySet().forEach(key -> keys.put(key.id(), key));
        }
        if (keys.isEmpty()) {
            return;
        }
        Uni.createFrom()
                .deferred(() -> reads.versions(keys.keySet()))
                .onItem()
                .transformToMulti(versions -> Multi.createFrom().items(changed(versions).stream()))
                .onItem()
                .transformToUniAndConcatenate(this::refresh)
                .onFailure()
                .invoke(failure -> LOG.warnf("jobs that are looked at were not read reason=%s", failure))
                .onTermination()
                .invoke(() -> vertx.setTimer(EVERY.toMillis(), timer -> poll()))
                .subscribe()
                .with(done -> {}, failure -> {});
    }

    private synchronized List<Key> changed(Map<UUID, Integer> versions) {
        List<Key> changed = new ArrayList<>();
        watched.forEach((key, job) -> {
            Integer version = versions.get(key.id());
            if (job.latest != null && (version == null || version != job.latest.version())) {
                changed.add(key);
            }
        });
        return changed;
    }

    private Uni<Void> refresh(Key key) {
        return reads.job(key.tenant(), key.id())
                .invoke(job -> tell(key, Optional.ofNullable(job)))
                .replaceWithVoid()
                // The next second asks for it again; the others are not to wait for that.
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("job that is looked at was not read job=%s reason=%s", key.id(), failure);
                    return Uni.createFrom().voidItem();
                });
    }

    private void tell(Key key, Optional<StopJob> news) {
        List<UniEmitter<? super Optional<StopJob>>> askers;
        synchronized (this) {
            Watched job = watched.get(key);
            if (job == null) {
                return;
            }
            news.ifPresent(latest -> job.latest = latest);
            askers = List.copyOf(job.waiting);
        }
        askers.forEach(asker -> asker.complete(news));
    }

    private void end() {
        List<UniEmitter<? super Optional<StopJob>>> askers = new ArrayList<>();
        synchronized (this) {
            ended = true;
            watched.values().forEach(job -> askers.addAll(job.waiting));
        }
        askers.forEach(asker -> asker.complete(Optional.empty()));
        vertx.setTimer(LEAVE_TO_END.toMillis(), timer -> open().forEach(place -> place.cut.run()));
    }

    private synchronized List<Place> open() {
        return List.copyOf(places);
    }

    private synchronized int streams() {
        return places.size();
    }
}
