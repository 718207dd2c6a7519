package io.fleetstop.pacing;

import java.util.ArrayDeque;
import java.util.Deque;

/** Permits that a replica holds, in the order they are due. Times are nanoseconds of its clock. */
final class Permits {
    /** A permit not used by then is lost: used in a heap they would be a burst. */
    private static final long LAPSE_NANOS = 100_000_000;

    /**
     * For one call.
     *
     * @param dueAt not to be used before
     * @param epoch in which it was given
     */
    private record Permit(long dueAt, int epoch) {}

    private final Deque<Permit> held = new ArrayDeque<>();

    void add(long dueAt, int epoch) {
        held.add(new Permit(dueAt, epoch));
    }

    /** Whether one may be used now. */
    boolean areDue(long now) {
        lapse(now);
        return !held.isEmpty() && held.peek().dueAt() - now <= 0;
    }

    /** @return the epoch of the first one, which is used up */
    int take() {
        return held.remove().epoch();
    }

    void clear() {
        held.clear();
    }

    int count(long now) {
        lapse(now);
        return held.size();
    }

    /** Nanoseconds until the first one is due; without end when it is already, for then its owner needs no waking, or there is none. */
    long untilNext(long now) {
        return held.isEmpty() || held.peek().dueAt() - now <= 0
                ? Long.MAX_VALUE
                : held.peek().dueAt() - now;
    }

    /** Nanoseconds until the last one is due; not positive when it is, or when there is none. */
    long untilLast(long now) {
        return held.isEmpty() ? 0 : held.peekLast().dueAt() - now;
    }

    private void lapse(long now) {
        while (!held.isEmpty() && now - held.peek().dueAt() > LAPSE_NANOS) {
            held.remove();
        }
    }
}
