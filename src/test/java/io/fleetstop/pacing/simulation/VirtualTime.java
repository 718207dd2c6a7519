package io.fleetstop.pacing.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only from one event to the next. */
final class VirtualTime {
    private record Event(long at, long order, Runnable what) {}

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private long now;
    private long order;

    long now() {
        return now;
    }

    double seconds() {
        return now / 1e9;
    }

    void after(double seconds, Runnable what) {
        events.add(new Event(now + (long) (Math.max(0, seconds) * 1e9), order++, what));
    }

    boolean isOver() {
        return events.isEmpty();
    }

    void step() {
        Event next = events.remove();
        now = next.at();
        next.what().run();
    }
}
