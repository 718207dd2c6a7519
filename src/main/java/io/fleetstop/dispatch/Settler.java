package io.fleetstop.dispatch;

import io.fleetstop.job.JobState;
import io.fleetstop.job.Outcome;
import io.fleetstop.job.SettleOutcomes;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Writes outcomes down, many at once. What cannot be written stays here and is tried again; it is bounded by the operations of the leased
 * jobs, and should this process die first, the next holder reads the states instead.
 */
final class Settler {
    private static final Logger LOG = Logger.getLogger(Settler.class);

    /** Long enough for many to share a statement and a commit, short against any call to a cloud. */
    private static final Duration GATHER = Duration.ofMillis(20);
    /** Some 100 KB of parameters; more in one statement gains nothing. */
    private static final int MOST_AT_ONCE = 500;

    private static final Duration TIME_OUT = Duration.ofSeconds(5);
    private static final Duration RETRY = Duration.ofMillis(500);

    /** Told what became of a job whose outcomes were written. */
    interface Listener {
        /** @param state null when the job is not held under that epoch any more */
        void settled(UUID jobId, int epoch, JobState state);

        /** The database will never take this outcome as it is; it is not tried again. */
        void refused(Outcome outcome);
    }

    private record Key(UUID jobId, int epoch, int ordinal) {}

    private final Function<List<Outcome>, Uni<Map<UUID, JobState>>> statement;
    private final Loop loop;
    private final Listener listener;
    private final Map<Key, Outcome> waiting = new LinkedHashMap<>();
    private boolean busy;
    private int most = MOST_AT_ONCE;

    /** @param statement writes outcomes down and tells the state of each job that is still held */
    Settler(Function<List<Outcome>, Uni<Map<UUID, JobState>>> statement, Loop loop, Listener listener) {
        this.statement = statement;
        this.loop = loop;
        this.listener = listener;
    }

    /** A later outcome of the same operation replaces an earlier one that was not written yet. */
    void record(Outcome outcome) {
        waiting.put(key(outcome), outcome);
        flushAfter(GATHER);
    }

    boolean isIdle() {
        return waiting.isEmpty() && !busy;
    }

    boolean isWaitingFor(UUID jobId) {
        return waiting.keySet().stream().anyMatch(key -> key.jobId().equals(jobId));
    }

    private void flushAfter(Duration wait) {
        if (!busy && !waiting.isEmpty()) {
            busy = true;
            loop.after(wait, this::flush);
        }
    }

    private void flush() {
        List<Outcome> batch = waiting.values().stream().limit(most).toList();
        batch.forEach(outcome -> waiting.remove(key(outcome)));
        loop.within(TIME_OUT, statement.apply(batch))
                .subscribe()
                .with(held -> written(batch, held), failure -> failed(batch, failure));
    }

    private void written(List<Outcome> batch, Map<UUID, JobState> held) {
        busy = false;
        most = Math.min(MOST_AT_ONCE, most * 2);
        flushAfter(waiting.size() < most ? GATHER : Duration.ZERO);
        batch.stream()
                .collect(Collectors.toMap(Outcome::jobId, Outcome::epoch, Math::max))
                .forEach((jobId, epoch) -> listener.settled(jobId, epoch, held.get(jobId)));
    }

    private void failed(List<Outcome> batch, Throwable failure) {
        busy = false;
        if (failure instanceof SettleOutcomes.Refused) {
            refused(batch, failure);
            return;
        }
        LOG.warnf("outcomes not written, will retry count=%d reason=%s", batch.size(), failure);
        takeBack(batch);
        flushAfter(RETRY);
    }

    /** One bad outcome must not hold up the others: it is searched for by halves, and given up alone. */
    private void refused(List<Outcome> batch, Throwable failure) {
        most = Math.max(1, batch.size() / 2);
        if (batch.size() > 1) {
            takeBack(batch);
        } else {
            Outcome outcome = batch.get(0);
            LOG.errorf(
                    "outcome refused by the database, left to the next holder job=%s ordinal=%d state=%s reason=%s",
                    outcome.jobId(), outcome.ordinal(), outcome.state(), failure.getMessage());
            listener.refused(outcome);
        }
        flushAfter(GATHER);
    }

    /** What came later replaces what comes back. */
    private void takeBack(List<Outcome> batch) {
        List<Outcome> newer = new ArrayList<>(waiting.values());
        waiting.clear();
        batch.forEach(outcome -> waiting.put(key(outcome), outcome));
        newer.forEach(outcome -> waiting.put(key(outcome), outcome));
    }

    private static Key key(Outcome outcome) {
        return new Key(outcome.jobId(), outcome.epoch(), outcome.ordinal());
    }
}
