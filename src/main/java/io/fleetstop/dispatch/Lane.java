package io.fleetstop.dispatch;

import io.fleetstop.provider.Provider;
import io.fleetstop.provider.StopAnswer;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** All operations of the leased jobs of one target: sent as slots allow, read where in doubt, settled when done. */
final class Lane {
    /** Reading sends nothing: what may have been stopped is still read for so long after the deadline, or after a later take-over. */
    private static final Duration READ_GRACE = Duration.ofMinutes(1);

    private final Provider provider;
    private final int slots;
    private final Loop loop;
    private final Verdict verdict;
    private final Settler settler;
    private final BooleanSupplier trusted;
    private final StateReader reader;
    private final FairQueue queue = new FairQueue();
    private int inFlight;

    /**
     * @param slots calls in flight at once
     * @param trusted whether the leases are still sure to be ours for as long as a call takes
     */
    Lane(Provider provider, int slots, Loop loop, Verdict verdict, Settler settler, BooleanSupplier trusted) {
        this.provider = provider;
        this.slots = slots;
        this.loop = loop;
        this.verdict = verdict;
        this.settler = settler;
        this.trusted = trusted;
        this.reader = new StateReader(provider, loop, verdict, this::take);
    }

    void begin(LeasedJob job) {
        for (Operation operation : job.unsettled(loop.nanos())) {
            if (operation.mayHaveBeenStopped()) {
                reader.look(operation, Duration.ZERO);
            } else {
                offer(operation);
            }
        }
        pump();
    }

    /** Sends what may be sent now. Call when anything changed that held it back. */
    void pump() {
        while (inFlight < slots && trusted.getAsBoolean()) {
            Operation operation = queue.poll();
            if (operation == null) {
                return;
            }
            if (operation.job.isPast(loop.nanos())) {
                operation.job.returned();
                settle(operation, Verdict.expired(operation));
                queue.wake(operation.job);
            } else {
                send(operation);
            }
        }
    }

    int inFlight() {
        return inFlight;
    }

    private void send(Operation operation) {
        inFlight++;
        Uni.createFrom()
                .deferred(() -> call(operation))
                .emitOn(loop)
                .subscribe()
                .with(answer -> heard(operation, answer), broken -> heard(operation, StopAnswer.unknown()));
    }

    private Uni<StopAnswer> call(Operation operation) {
        return operation.job.isDryRun() ? provider.check(operation.order()) : provider.stop(operation.order());
    }

    private void heard(Operation operation, StopAnswer answer) {
        inFlight--;
        operation.job.returned();
        operation.heard(answer, loop.nanos());
        take(operation, verdict.afterCall(operation));
        queue.wake(operation.job);
        pump();
    }

    private void take(Operation operation, Step step) {
        if (operation.owesInterim()) {
            settler.record(operation.interim());
        }
        if (step instanceof Step.Settle settle) {
            settle(operation, settle);
        } else if (step instanceof Step.Send send) {
            later(operation.job.atMost(send.delay(), loop.nanos()), () -> offer(operation));
        } else if (step instanceof Step.Force) {
            operation.force();
            later(Duration.ZERO, () -> offer(operation));
        } else if (step instanceof Step.Look look) {
            look(operation, look.delay());
        }
    }

    private void look(Operation operation, Duration wait) {
        if (operation.job.isPastReading(loop.nanos(), operation.isUnderWay() ? Duration.ZERO : READ_GRACE)) {
            settle(operation, Verdict.expired(operation));
        } else if (!operation.job.isDropped()) {
            reader.look(operation, wait);
        }
    }

    private void offer(Operation operation) {
        if (operation.job.isDropped()) {
            return;
        }
        if (operation.job.isPast(loop.nanos())) {
            settle(operation, Verdict.expired(operation));
        } else if (operation.job.isBraked()) {
            brake(operation);
        } else {
            queue.offer(operation);
        }
    }

    private void later(Duration wait, Runnable task) {
        Runnable then = () -> {
            task.run();
            pump();
        };
        if (wait.isZero()) {
            loop.execute(then);
        } else {
            loop.after(wait, then);
        }
    }

    private void settle(Operation operation, Step.Settle settle) {
        settler.record(operation.outcome(settle));
        operation.job.settled(settle.state());
        if (operation.job.isBraked()) {
            brakeReady(operation.job);
        }
    }

    private void brakeReady(LeasedJob job) {
        for (Operation operation = job.next(); operation != null; operation = job.next()) {
            brake(operation);
        }
    }

    /** Nothing more is sent, but what is under way already goes on to its end. */
    private void brake(Operation operation) {
        if (operation.isUnderWay()) {
            look(operation, Verdict.POLL);
        } else {
            settle(operation, Verdict.braked());
        }
    }
}
