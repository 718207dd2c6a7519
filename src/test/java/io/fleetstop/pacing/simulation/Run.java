package io.fleetstop.pacing.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/** One piece of work, done by some replicas under one controller. */
final class Run {
    /** Calls in flight at once and replica. */
    static final int SLOTS = 128;

    private static final double GIVEN_UP = 100_000;

    final VirtualTime time = new VirtualTime();
    final SplittableRandom random;
    private final Scenario scenario;
    private final HiddenLimit limit;
    private final List<Replica> replicas = new ArrayList<>();
    private final List<Integer> tries = new ArrayList<>();
    /** Tries so far of each piece of work that waits. */
    private final Deque<Integer> waiting = new ArrayDeque<>();

    private final int slots;
    private int sent;
    private int refused;
    private int neighboursSent;
    private int neighboursRefused;
    private double endedAt = GIVEN_UP;

    Run(Scenario scenario, Controller.Kind kind, int slots, long seed) {
        this.scenario = scenario;
        this.slots = slots;
        this.random = new SplittableRandom(seed);
        this.limit = scenario.hidden();
        for (int each = 0; each < scenario.calls(); each++) {
            waiting.add(0);
        }
        scenario.lifetimes().forEach(lifetime -> time.after(lifetime.from(), () -> begin(kind, lifetime)));
        time.after(0, this::neighbour);
    }

    private void begin(Controller.Kind kind, Scenario.Lifetime lifetime) {
        Replica replica = new Replica(kind);
        replicas.add(replica);
        replica.pump();
        time.after(lifetime.until() - lifetime.from(), replica::die);
    }

    Result toTheEnd() {
        while (tries.size() < scenario.calls() && !time.isOver() && time.seconds() < GIVEN_UP) {
            time.step();
        }
        tries.sort(null);
        return new Result(
                endedAt / scenario.ideal(),
                100.0 * refused / sent,
                tries.isEmpty() ? 0 : tries.get(tries.size() * 99 / 100),
                neighboursSent == 0 ? 0 : 100.0 * neighboursRefused / neighboursSent,
                fairness());
    }

    /** Jain's index of what the replicas did: 1 when all did the same. */
    private double fairness() {
        double sum = replicas.stream().mapToDouble(each -> each.done).sum();
        double squares =
                replicas.stream().mapToDouble(each -> each.done * each.done).sum();
        return sum * sum / (replicas.size() * squares);
    }

    /**
     * What came of it.
     *
     * @param time divided by the ideal one
     * @param throttled percent of all calls
     * @param tries that 99 of 100 pieces of work took at most
     * @param neighbour percent of the neighbour's calls that were refused
     */
    record Result(double time, double throttled, double tries, double neighbour, double fairness) {}

    private void neighbour() {
        double rate = scenario.neighbour().applyAsDouble(time.seconds());
        if (rate > 0) {
            neighboursSent++;
            neighboursRefused += limit.take(time.seconds()) ? 0 : 1;
        }
        time.after(rate > 0 ? (0.5 + random.nextDouble()) / rate : 0.1, this::neighbour);
    }

    /** One process. */
    final class Replica {
        private final Controller controller;
        private final Deque<Integer> lost = new ArrayDeque<>();
        private int inFlight;
        private int done;
        private boolean dead;

        Replica(Controller.Kind kind) {
            this.controller = kind.replica(Run.this, this);
        }

        int waiting() {
            return waiting.size();
        }

        int room() {
            return slots - inFlight;
        }

        int inFlight() {
            return inFlight;
        }

        void pump() {
            if (dead) {
                return;
            }
            controller.turn();
            while (!waiting.isEmpty() && inFlight < slots && controller.isOpen()) {
                send(waiting.poll());
            }
            controller.turn();
        }

        /** What it had in the air is found undone by another. */
        private void die() {
            dead = true;
            waiting.addAll(lost);
            replicas.forEach(Replica::pump);
        }

        private void send(int triesBefore) {
            sent++;
            inFlight++;
            lost.add(triesBefore);
            int token = controller.sent();
            double took =
                    scenario.shortestCall() + random.nextDouble() * (scenario.longestCall() - scenario.shortestCall());
            time.after(took / 2, () -> {
                boolean passed = limit.take(time.seconds());
                double hint = !passed && scenario.hints() ? limit.hint(time.seconds()) : 0;
                time.after(took / 2, () -> heard(triesBefore, token, passed, hint, took));
            });
        }

        private void heard(int triesBefore, int token, boolean passed, double hint, double took) {
            refused += passed ? 0 : 1;
            if (dead) {
                return;
            }
            inFlight--;
            lost.removeFirstOccurrence(triesBefore);
            double pause = controller.answered(token, passed, hint, took, triesBefore + 1);
            if (passed) {
                done++;
                tries.add(triesBefore + 1);
                endedAt = time.seconds();
            } else {
                time.after(pause, () -> {
                    waiting.addFirst(triesBefore + 1);
                    replicas.forEach(Replica::pump);
                });
            }
            pump();
        }
    }
}
