package io.fleetstop.pacing.simulation;

import io.fleetstop.pacing.Course;
import io.fleetstop.pacing.Draw;
import io.fleetstop.pacing.MemoryPace;
import io.fleetstop.pacing.Pacer;
import io.fleetstop.pacing.Request;
import java.util.Optional;

/** Fleetstop's own: one learned rate, shared by all replicas. */
final class Learned implements Controller {
    /** To the database or back. */
    private static final double SHORTEST_WAY = 0.0005;

    private static final double LONGEST_WAY = 0.0015;
    /** Event loops have timers of a millisecond. */
    private static final long TICK = 1_000_000;

    private final Run run;
    private final Run.Replica replica;
    private final MemoryPace shared;
    private final Pacer pacer;
    private long armedFor = Long.MAX_VALUE;

    Learned(Run run, Run.Replica replica, MemoryPace shared) {
        this.run = run;
        this.replica = replica;
        this.shared = shared;
        this.pacer = new Pacer(Double.POSITIVE_INFINITY, run.time.now());
    }

    @Override
    public boolean isOpen() {
        return pacer.isOpen(run.time.now());
    }

    @Override
    public int sent() {
        return pacer.take();
    }

    @Override
    public double answered(int token, boolean passed, double hint, double took, int tries) {
        pacer.answered((long) (took * 1e9));
        if (passed) {
            pacer.passed();
        } else {
            pacer.refused(token, (long) (hint * 1e9), run.time.now());
        }
        return 0;
    }

    @Override
    public void turn() {
        Optional<Request> request = pacer.next(wanted(), run.time.now());
        request.ifPresent(each -> run.time.after(way(), () -> carryOut(each)));
        arm();
    }

    private void carryOut(Request request) {
        if (request instanceof Draw draw) {
            shared.draw(draw)
                    .thenAccept(grant -> run.time.after(way(), () -> {
                        pacer.granted(grant, run.time.now());
                        replica.pump();
                    }));
        } else if (request instanceof Course course) {
            shared.steer(course)
                    .thenRun(() -> run.time.after(way(), () -> {
                        pacer.steered();
                        replica.pump();
                    }));
        }
    }

    private void arm() {
        long now = run.time.now();
        long sleep = pacer.sleep(wanted(), now);
        if (sleep > 3_600_000_000_000L) {
            return;
        }
        long at = (now + sleep) / TICK * TICK + TICK;
        if (at < armedFor || armedFor <= now) {
            armedFor = at;
            run.time.after((at - now) / 1e9, () -> {
                if (armedFor == at) {
                    armedFor = Long.MAX_VALUE;
                }
                replica.pump();
            });
        }
    }

    private int wanted() {
        return Math.min(replica.waiting(), replica.room() + pacer.returning(replica.inFlight()));
    }

    private double way() {
        return SHORTEST_WAY + run.random.nextDouble() * (LONGEST_WAY - SHORTEST_WAY);
    }
}
