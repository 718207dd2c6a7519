package io.fleetstop.dispatch;

import io.fleetstop.dispatch.Step.Force;
import io.fleetstop.dispatch.Step.Look;
import io.fleetstop.dispatch.Step.Probe;
import io.fleetstop.dispatch.Step.Send;
import io.fleetstop.dispatch.Step.Settle;
import io.fleetstop.job.LaneReport;
import io.fleetstop.provider.Order;
import io.fleetstop.provider.Provider;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswers;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** All operations of the leased jobs of one target: sent as slots and circuit allow, read where in doubt, settled when done. */
final class Lane {
    /** Reading sends nothing: what may have been stopped is still read for so long after the deadline, or after a later take-over. */
    private static final Duration READ_GRACE = Duration.ofMinutes(1);

    /** A pause that a take-over may well fall into. For a shorter one, writing down what was met would cost more than it saves. */
    private static final Duration WORTH_TELLING = Duration.ofMillis(500);

    private final String target;
    private final Provider provider;
    private final int slots;
    private final int batchSize;
    private final Desk desk;
    private final Loop loop;
    private final Verdict verdict;
    private final Circuit circuit;
    private final Gate gate;
    private final Guard guard;
    private final StateReader reader;
    private final FairQueue queue = new FairQueue();
    private final Set<LeasedJob> jobs = new LinkedHashSet<>();
    private int inFlight;

    /**
     * @param slots calls in flight at once
     * @param batchSize instances in one call, where the cloud can do it
     */
    Lane(
            String target,
            Provider provider,
            int slots,
            int batchSize,
            Desk desk,
            Loop loop,
            Verdict verdict,
            Circuit circuit,
            Gate gate,
            Guard guard) {
        this.target = target;
        this.provider = provider;
        this.slots = slots;
        this.batchSize = batchSize;
        this.desk = desk;
        this.loop = loop;
        this.verdict = verdict;
        this.circuit = circuit;
        this.gate = gate;
        this.guard = guard;
        this.reader = new StateReader(provider, loop, verdict, this::take, desk.traces());
        gate.serve(this::sendable, this::pump);
    }

    void begin(LeasedJob job) {
        jobs.add(job);
        int mostInOneCall = job.orders().mostInOneCall(provider, batchSize);
        for (Operation operation : job.begin(loop.nanos(), mostInOneCall)) {
            if (operation.mayHaveBeenStopped()) {
                reader.look(operation, Duration.ZERO);
            } else {
                offer(operation);
            }
        }
        pump();
    }

    /** Someone else has it, or nobody does any more: what is still in the air may be settled, nothing new is begun. */
    void end(LeasedJob job) {
        jobs.remove(job);
        job.drop();
    }

    /** Ends what may not be sent any more. Call now and then, and when a job was cancelled. */
    void sweep() {
        List.copyOf(jobs).forEach(this::sweep);
    }

    /** Sends what may be sent now. Call when anything changed that held it back. */
    void pump() {
        while (desk.maySend() && inFlight < room() && gate.isOpen()) {
            Operation operation = queue.poll();
            if (operation == null) {
                break;
            }
            if (operation.isToBeSeenAgain(loop.nanos())) {
                takeBack(operation);
                look(operation, Duration.ZERO);
            } else {
                send(operation);
            }
        }
        gate.turn();
    }

    private int room() {
        return circuit.room(slots, loop.nanos());
    }

    /** Calls that wait for nothing but the pace, by the time that permits for them are due. */
    private int sendable() {
        int room = room();
        if (!desk.maySend() || room == 0) {
            return 0;
        }
        return Math.min(queue.calls(), room - inFlight + gate.returning(inFlight));
    }

    /** Writes down all that a next holder should know. */
    void tellNews() {
        jobs.forEach(job -> job.open().forEach(this::tell));
    }

    int inFlight() {
        return inFlight;
    }

    LaneReport report() {
        StopAnswer reason = circuit.reason();
        return new LaneReport(
                target,
                inFlight,
                jobs.stream().mapToInt(LeasedJob::waiting).sum(),
                circuit.isOpen() ? LaneReport.Circuit.Open : LaneReport.Circuit.Closed,
                reason == null ? null : reason.code(),
                reason == null ? null : reason.message());
    }

    private void send(Operation first) {
        long now = loop.nanos();
        // A probe names one instance: another that came along could be what the cloud refuses.
        List<Operation> allowed = allowed(circuit.isOpen() ? List.of(first) : first.job.together(first, now));
        if (allowed.isEmpty()) {
            return;
        }
        inFlight++;
        int permit = gate.pass();
        Call call = new Call(allowed, now);
        Order order = call.order();
        desk.traces()
                .call(call, Uni.createFrom().deferred(() -> order.sendTo(provider)))
                .emitOn(loop)
                .subscribe()
                .with(
                        answers -> heard(call, permit, answers),
                        broken -> heard(call, permit, StopAnswers.ofAll(order.instanceIds(), StopAnswer.unknown())));
    }

    /** The last step before a call: takes out what must not be called for, whatever let it come so far. */
    private List<Operation> allowed(List<Operation> operations) {
        List<Operation> allowed = new ArrayList<>();
        for (Operation operation : operations) {
            Settle bar = guard.bar(operation, loop.nanos());
            if (bar == null) {
                allowed.add(operation);
            } else {
                takeBack(operation);
                end(operation, bar);
            }
        }
        return allowed;
    }

    private void takeBack(Operation operation) {
        operation.job.returned();
        queue.wake(operation.job);
    }

    private void heard(Call call, int permit, StopAnswers answers) {
        inFlight--;
        long now = loop.nanos();
        for (Operation operation : call.operations()) {
            operation.job.returned();
            operation.heard(answers, call.sentAt(), circuit, now);
        }
        desk.meters().called(target, answers.ofTheRate().kind(), Duration.ofNanos(now - call.sentAt()));
        gate.heard(permit, answers.ofTheRate(), call.sentAt());
        Duration pause = circuit.heard(answers.ofTheAccount(), call.isDeniedAlone(), call.sentAt(), now);
        if (!pause.isZero()) {
            loop.after(pause, this::pump);
        }
        call.next(verdict).forEach(this::take);
        queue.wake(call.job());
        pump();
    }

    private void take(Operation operation, Step step) {
        if (step instanceof Settle settle) {
            settle(operation, settle);
        } else if (step instanceof Send send) {
            rest(operation, send.delay());
        } else if (step instanceof Probe probe) {
            operation.probe();
            rest(operation, probe.delay());
        } else if (step instanceof Force) {
            operation.force();
            rest(operation, Duration.ZERO);
        } else if (step instanceof Look look) {
            look(operation, look.delay());
        } else {
            tell(operation);
            offer(operation);
        }
        if (operation.job.onlyWaits()) {
            desk.onlyWaits(operation.job);
        }
    }

    private void look(Operation operation, Duration wait) {
        tellBefore(operation, wait);
        if (operation.job.isPastReading(loop.nanos(), operation.isUnderWay() ? Duration.ZERO : READ_GRACE)) {
            settle(operation, Verdict.expired(operation));
        } else if (!operation.job.isDropped()) {
            reader.look(operation, wait);
        }
    }

    private void rest(Operation operation, Duration wait) {
        tellBefore(operation, wait);
        if (operation.job.isDropped()) {
            return;
        }
        operation.job.rest(operation);
        loop.after(operation.job.atMost(wait, loop.nanos()), () -> {
            if (operation.job.wake(operation)) {
                offer(operation);
                pump();
            }
        });
    }

    private void offer(Operation operation) {
        if (operation.job.isDropped()) {
            return;
        }
        Settle bar = guard.bar(operation, loop.nanos());
        if (bar == null) {
            queue.offer(operation);
        } else {
            end(operation, bar);
        }
    }

    /** A stop that is under way is told at once: it is what callers wait to see. */
    private void tellBefore(Operation operation, Duration wait) {
        if (operation.isUnderWay() || wait.compareTo(WORTH_TELLING) >= 0) {
            tell(operation);
        }
    }

    private void tell(Operation operation) {
        if (operation.hasNews()) {
            desk.settler().record(operation.news());
        }
    }

    private void settle(Operation operation, Settle settle) {
        desk.settler().record(operation.outcome(settle));
        desk.meters().settled(target, settle);
        operation.job.settled(operation, settle.state());
        sweep(operation.job);
    }

    private void sweep(LeasedJob job) {
        Halt halt = job.halt(loop.nanos());
        if (halt != null) {
            job.unsent().forEach(operation -> end(operation, Verdict.halted(operation, halt)));
        }
    }

    /** Nothing more is sent, but what is under way already goes on to its own end. */
    private void end(Operation operation, Settle otherwise) {
        if (operation.isUnderWay()) {
            look(operation, Verdict.POLL);
        } else {
            settle(operation, otherwise);
        }
    }
}
