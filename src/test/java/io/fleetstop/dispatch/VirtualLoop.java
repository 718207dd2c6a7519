package io.fleetstop.dispatch;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that passes only when told to. Tasks due at the same moment run in the order they came. */
final class VirtualLoop implements Loop {
    private record Task(long at, long order, Runnable work) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long now;
    private long order;

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        tasks.add(new Task(now + delay.toNanos(), order++, task));
    }

    boolean isIdle() {
        return tasks.isEmpty();
    }

    void pass(Duration time) {
        long until = now + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().at() <= until) {
            step();
        }
        now = until;
    }

    /** Runs the next task, whenever it is due. */
    void step() {
        Task next = tasks.remove();
        now = next.at();
        next.work().run();
    }
}
