package io.fleetstop.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last 20,000 calls, oldest first. Safe for use by several threads. */
public final class CallLog {
    private static final int CAPACITY = 20_000;

    private final Deque<CallRecord> records = new ArrayDeque<>();
    private long total;

    synchronized void add(CallRecord call) {
        if (records.size() == CAPACITY) {
            records.removeFirst();
        }
        records.addLast(call);
        total++;
    }

    /** A copy of all that are held. */
    public synchronized List<CallRecord> all() {
        return List.copyOf(records);
    }

    /** A copy of the last {@code count}. */
    public synchronized List<CallRecord> last(int count) {
        return records.stream().skip(Math.max(0, records.size() - count)).toList();
    }

    /** Calls ever received, held or not. */
    public synchronized long total() {
        return total;
    }

    synchronized void clear() {
        records.clear();
        total = 0;
    }
}
