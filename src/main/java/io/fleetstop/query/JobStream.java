package io.fleetstop.query;

import io.fleetstop.job.StopJob;
import io.fleetstop.job.StopJob.Operation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What one reader of a job's events has seen of it. Goes on when the reader has taken what came before, and then with the job as it is: who
 * reads slowly misses steps on the way, and nothing else.
 */
final class JobStream {
    /** Below what proxies give a silent connection, 30 s and more. */
    private static final Duration BEAT = Duration.ofSeconds(15);

    private final JobFeed.Place place;
    private final Optional<Resumption> from;
    private StopJob seen;
    private boolean over;

    JobStream(JobFeed.Place place, Optional<Resumption> from) {
        this.place = place;
        this.from = from;
    }

    /**
     * One thing to tell.
     *
     * @param name null for a mere sign of life
     * @param id where to resume; null but for the last event of a change
     */
    record Event(String name, String id, Object data) {
        static final Event BEAT = new Event(null, null, null);
    }

    /** @param job as it is when the stream begins */
    Multi<Event> events(StopJob job) {
        return Multi.createBy()
                .repeating()
                .uni(() -> seen == null ? Uni.createFrom().item(begin(job)) : goOn())
                .whilst(events -> !over)
                .onItem()
                .disjoint();
    }

    private List<Event> begin(StopJob job) {
        List<Operation> unseen = job.operations().stream()
                .filter(operation -> from.map(resumption -> resumption.mayHaveMissed(operation))
                        .orElse(true))
                .toList();
        return told(job, unseen);
    }

    private Uni<List<Event>> goOn() {
        return place.next(seen.version())
                .map(news -> news.map(this::changes).orElseGet(this::end))
                .ifNoItem()
                .after(BEAT)
                .recoverWithItem(List.of(Event.BEAT));
    }

    private List<Event> changes(StopJob job) {
        List<Operation> changed = new ArrayList<>();
        for (int place = 0; place < job.operations().size(); place++) {
            Operation operation = job.operations().get(place);
            if (!operation.equals(seen.operations().get(place))) {
                changed.add(operation);
            }
        }
        return told(job, changed);
    }

    /** The job comes last: when its id has arrived, all that belongs to it has. */
    private List<Event> told(StopJob job, List<Operation> operations) {
        seen = job;
        over = job.state().isFinal();
        List<Event> events = new ArrayList<>();
        operations.forEach(operation -> events.add(new Event("operation", null, operation)));
        Instant upTo = job.operations().stream()
                .map(Operation::updatedAt)
                .max(Instant::compareTo)
                .orElse(job.createdAt());
        events.add(new Event("job", new Resumption(job.version(), upTo).id(), job.summary()));
        return events;
    }

    private List<Event> end() {
        over = true;
        return List.of();
    }
}
