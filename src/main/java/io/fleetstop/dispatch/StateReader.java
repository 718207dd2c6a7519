package io.fleetstop.dispatch;

import io.fleetstop.provider.Provider;
import io.fleetstop.provider.StatesAnswer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.function.BiConsumer;

/** Reads the states of a target's instances: one call at a time, shared by all jobs that want to know. */
final class StateReader {
    /** Long enough to gather the operations that met the same trouble together, too short for anyone to notice. */
    private static final Duration GATHER = Duration.ofMillis(20);

    private final Provider provider;
    private final Loop loop;
    private final Verdict verdict;
    private final BiConsumer<Operation, Step> next;
    private final Traces traces;
    private final Queue<Operation> wanted = new ArrayDeque<>();
    private boolean busy;

    StateReader(Provider provider, Loop loop, Verdict verdict, BiConsumer<Operation, Step> next, Traces traces) {
        this.provider = provider;
        this.loop = loop;
        this.verdict = verdict;
        this.next = next;
        this.traces = traces;
    }

    void look(Operation operation, Duration wait) {
        if (wait.isZero()) {
            want(operation);
        } else {
            loop.after(inStep(wait), () -> want(operation));
        }
    }

    /** Polls of different operations fall on the same beat, so that one call serves them all. */
    private Duration inStep(Duration wait) {
        if (wait.compareTo(Verdict.POLL) < 0) {
            return wait;
        }
        long beat = Verdict.POLL.toNanos();
        long at = loop.nanos() + wait.toNanos();
        return wait.plusNanos(beat - Math.floorMod(at, beat));
    }

    private void want(Operation operation) {
        if (operation.job.isDropped()) {
            return;
        }
        wanted.add(operation);
        if (!busy) {
            busy = true;
            loop.after(GATHER, this::read);
        }
    }

    private void read() {
        Set<String> ids = new LinkedHashSet<>();
        List<Operation> asked = new ArrayList<>();
        while (!wanted.isEmpty() && (ids.size() < Provider.MOST_IDS || ids.contains(wanted.peek().instanceId))) {
            Operation operation = wanted.poll();
            // Its job may have been lost since it was asked for.
            if (!operation.job.isDropped()) {
                ids.add(operation.instanceId);
                asked.add(operation);
            }
        }
        if (asked.isEmpty()) {
            busy = false;
            return;
        }
        long askedAt = loop.nanos();
        traces.read(asked, Uni.createFrom().deferred(() -> provider.states(List.copyOf(ids))))
                .emitOn(loop)
                .subscribe()
                .with(answer -> seen(asked, askedAt, answer), broken -> seen(asked, askedAt, StatesAnswer.failed()));
    }

    private void seen(List<Operation> asked, long askedAt, StatesAnswer answer) {
        busy = !wanted.isEmpty();
        if (busy) {
            loop.after(GATHER, this::read);
        }
        asked.forEach(operation -> next.accept(operation, step(operation, askedAt, answer)));
    }

    private Step step(Operation operation, long askedAt, StatesAnswer answer) {
        if (answer.kind() != StatesAnswer.Kind.READ) {
            operation.readFailed();
            return verdict.afterFailedRead(operation, answer.retryAfter());
        }
        var seen = answer.states().get(operation.instanceId);
        operation.saw(seen, askedAt);
        return verdict.afterRead(operation, seen, loop.nanos());
    }
}
