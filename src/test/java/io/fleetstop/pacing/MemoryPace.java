package io.fleetstop.pacing;

import io.fleetstop.pacing.Pace.Drain;
import java.util.OptionalDouble;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;

/** The shared pace without a database, on a clock of the test's. It does what the statements do, and the same tests hold both to it. */
public final class MemoryPace implements SharedPace {
    private static final double SECOND = 1e9;
    private static final double GAP = 0.5;
    private static final double GAP_PERMITS = 4;
    private static final double LAST_GAP_PERMITS = 2;
    private static final double REST = 1;
    private static final double SOON = 0.1;

    private final LongSupplier nanos;
    private int epoch = 1;
    private Phase phase = Phase.Climb;
    private double rate;
    private double refill;
    private double hungry;
    private double nextAt;
    private double hungryAt = Double.NaN;
    private double emptyAt = Double.NaN;
    private double fullAt = Double.NaN;
    private long accepted;
    private long throttled;
    private long reported;
    private long refused;
    private Drain drained = Drain.UNKNOWN;
    private int statements;

    public MemoryPace(double initialRate, LongSupplier nanos) {
        this.nanos = nanos;
        this.rate = initialRate;
        this.refill = initialRate;
        this.nextAt = now();
    }

    @Override
    public CompletionStage<Grant> draw(Draw draw) {
        return CompletableFuture.completedFuture(drawNow(draw));
    }

    @Override
    public CompletionStage<Void> steer(Course course) {
        steerNow(course);
        return CompletableFuture.completedFuture(null);
    }

    /** For who brings ways of his own to and from the record. */
    public Grant drawNow(Draw draw) {
        statements++;
        double now = now();
        double speed = Math.min(draw.epoch() == epoch ? draw.rate() : rate, draw.ceiling());
        double first = Math.max(nextAt, draw.hold() > 0 ? now + draw.hold() : now - draw.credit() / speed);
        double most = Math.floor((now + draw.horizon() - first) * speed) + 1;
        int count = phase == Phase.Pause ? 0 : (int) Math.max(0, Math.min(draw.want(), most));
        accepted += draw.accepted();
        throttled += draw.throttled();
        reported += draw.accepted() + draw.throttled();
        refused += draw.throttled();
        if (draw.want() > 0 && first - now + (draw.want() - 1) / speed > SOON) {
            goHungry(now, speed);
        }
        rate = speed;
        nextAt = count > 0 || draw.hold() > 0 ? first + count / speed : nextAt;
        return new Grant(pace(now), count, first - now, share());
    }

    private void goHungry(double now, double speed) {
        double gap = now - hungryAt;
        if (gap < Math.max(GAP, Math.max(GAP_PERMITS / speed, LAST_GAP_PERMITS / rate))) {
            hungry += gap;
        } else {
            emptyAt = Double.NaN;
            accepted = 0;
            throttled = 0;
            fullAt = gap < REST ? fullAt : now;
        }
        hungryAt = now;
    }

    public void steerNow(Course course) {
        statements++;
        if (course.epoch() == epoch) {
            take(course, now());
        }
    }

    private void take(Course course, double now) {
        epoch++;
        phase = course.phase();
        rate = course.rate();
        refill = course.refill();
        hungry = 0;
        drained = course.drained();
        nextAt = Math.max(course.empty() ? now : nextAt, now) + course.hold();
        if (course.empty()) {
            emptyAt = now;
            fullAt = Double.NaN;
            accepted = 0;
            throttled = 1;
        }
    }

    /** As if nobody had wanted anything for a long time, and all that was ever taken had flowed in again. */
    public void rest(double seconds) {
        hungryAt -= seconds;
        nextAt -= seconds;
        emptyAt -= seconds;
    }

    public int statements() {
        return statements;
    }

    private Pace pace(double now) {
        return new Pace(
                epoch,
                phase,
                rate,
                refill,
                hungry,
                since(emptyAt, now),
                since(fullAt, now),
                accepted,
                throttled,
                nextAt - now,
                drained);
    }

    /** Of all calls ever: that the older ones fade does not matter here. */
    private double share() {
        return reported == 0 ? 0 : (double) refused / reported;
    }

    private static OptionalDouble since(double moment, double now) {
        return Double.isNaN(moment) ? OptionalDouble.empty() : OptionalDouble.of(now - moment);
    }

    private double now() {
        return nanos.getAsLong() / SECOND;
    }
}
