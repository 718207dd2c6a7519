package io.fleetstop.pacing;

import java.util.Optional;

/**
 * One replica's share of a {@link SharedPace}: draws permits a little ahead of need, keeps them until they are due, reports what became of
 * them, and steers when it has reason to. Does nothing by itself: whoever owns it asks for the next request, carries it out and brings
 * back the answer. Times are nanoseconds of one clock that only ever runs forward. For one thread.
 */
public final class Pacer {
    private static final double SECOND = 1e9;

    /** Permits ahead of need: what is out when a call is refused is spent at the old rate. Too few: a draw for every call. */
    private static final double HORIZON = 0.075;

    /** So often a replica tells what it met in a pause. */
    private static final long REPORT_NANOS = 40_000_000;
    /** So soon a draw that got nothing is repeated at most. */
    private static final double SHORTEST_WAIT = 0.005;

    /** Two clocks and their roundings never agree on an end to the nanosecond. */
    private static final double SURELY_OVER = 0.001;

    private static final long RETRY_NANOS = 500_000_000;
    private static final double SHORTEST_PAUSE = 0.1;
    private static final double LONGEST_PAUSE = 1;
    /** A bound for memory only; more than a horizon holds at any rate a process can send. */
    private static final int MOST_PERMITS = 2_000;

    private final double ceiling;
    private final Permits permits = new Permits();
    private final Latency latency = new Latency();
    private Pace pace;
    private long readAt;
    private boolean waiting;
    private boolean stale = true;
    private long drawAt;
    private int asked;
    private int accepted;
    private int throttled;
    private int refusedEpoch = -1;
    private long heldUntil;

    /**
     * @param ceiling calls per second never to exceed by all replicas together; infinite where there is none
     * @param now the clock
     */
    public Pacer(double ceiling, long now) {
        this.ceiling = ceiling;
        this.heldUntil = now;
        this.drawAt = now;
        this.readAt = now;
    }

    /**
     * @param wanted calls that could be sent at once, if there were permits for them
     * @return what to carry out now; nothing while an earlier request has not been answered
     */
    public Optional<Request> next(int wanted, long now) {
        if (waiting || isIdle(wanted)) {
            return Optional.empty();
        }
        if (stale) {
            return now - drawAt >= 0 ? draw(0, now) : Optional.empty();
        }
        if (pace.phase() == Phase.Pause) {
            return inPause(now);
        }
        if (isToSteer()) {
            double answered = Math.max(SHORTEST_PAUSE, Math.min(LONGEST_PAUSE, latency.bound()));
            return steer(Law.afterThrottle(pace, held(now), answered), now);
        }
        Optional<Course> raised = Law.afterSuccess(pace);
        if (raised.isPresent()) {
            return steer(raised.get(), now);
        }
        int lacks = lacks(wanted, now);
        boolean low = permits.untilLast(now) <= nanos(HORIZON / 2);
        return lacks > 0 && low && now - drawAt >= 0 ? draw(lacks, now) : Optional.empty();
    }

    private Optional<Request> inPause(long now) {
        if (pace.hold() < SURELY_OVER) {
            return steer(Law.afterPause(pace), now);
        }
        boolean over = now - holdEnds() >= 0;
        boolean due = hasNews() && now - readAt >= REPORT_NANOS;
        return over || due ? draw(0, now) : Optional.empty();
    }

    private Optional<Request> draw(int want, long now) {
        waiting = true;
        asked = want;
        double rate = rate();
        // A credit would break a ceiling.
        double credit = pace == null || Double.isFinite(ceiling) ? 0 : Curve.credit(pace);
        Draw draw = new Draw(
                pace == null ? 0 : pace.epoch(),
                rate,
                ceiling,
                want,
                horizon(),
                credit,
                accepted,
                throttled,
                held(now));
        accepted = 0;
        throttled = 0;
        return Optional.of(draw);
    }

    private Optional<Request> steer(Course course, long now) {
        waiting = true;
        stale = true;
        drawAt = now;
        if (course.empty()) {
            permits.clear();
        }
        return Optional.of(course);
    }

    /** The answer to a draw. */
    public void granted(Grant grant, long now) {
        waiting = false;
        stale = false;
        pace = grant.pace();
        readAt = now;
        if (pace.phase() == Phase.Pause) {
            permits.clear();
        }
        for (int each = 0; each < grant.count(); each++) {
            double due = Math.max(0, grant.first() + each / pace.rate());
            permits.add(now + nanos(due), pace.epoch());
        }
        double wait = grant.count() < Math.min(asked, 1) ? SHORTEST_WAIT : 0;
        drawAt = now + nanos(Math.max(wait, pace.hold() - horizon()));
    }

    /** The course was carried out, by this replica or by another one before. */
    public void steered() {
        waiting = false;
    }

    /** A request was not answered in time. What it told is lost, which makes the next estimate a little low. */
    public void failed(long now) {
        waiting = false;
        stale = true;
        drawAt = now + RETRY_NANOS;
    }

    /** Whether a call may be sent now. */
    public boolean isOpen(long now) {
        return permits.areDue(now);
    }

    /** Uses up a permit, which must be due. @return its epoch */
    public int take() {
        return permits.take();
    }

    /** An answer came, of whatever kind. */
    public void answered(long tookNanos) {
        latency.took(tookNanos / SECOND);
    }

    /** The call was not refused for the rate. */
    public void passed() {
        accepted++;
    }

    /**
     * The call was refused for the rate.
     *
     * @param epoch of its permit: what an older one met is known already
     * @param hintNanos how long the cloud asks to wait; zero when it does not
     */
    public void refused(int epoch, long hintNanos, long now) {
        throttled++;
        boolean longer = hintNanos > 0 && now + hintNanos - Math.max(heldUntil, holdEnds()) > 0;
        if (longer) {
            heldUntil = now + hintNanos;
            permits.clear();
        }
        boolean news = pace.phase() != Phase.Pause && epoch == pace.epoch();
        if (news) {
            refusedEpoch = epoch;
        }
        if (news || longer) {
            // What all have met so far is needed now, and all need to know of the hint.
            stale = true;
            drawAt = now;
        }
    }

    /** Calls per second by now; zero while nothing is known. */
    public double rate() {
        return pace == null ? 0 : Math.min(ceiling, Curve.rate(pace));
    }

    /** How many of so many calls are likely to be answered within the time that permits are drawn for. */
    public int returning(int inFlight) {
        return (int) (inFlight * HORIZON / latency.mean());
    }

    /** @return when to ask again for the next request, or to send; {@link Long#MAX_VALUE} after nanoseconds when nothing is to be done */
    public long sleep(int wanted, long now) {
        long sleep = wanted > 0 ? permits.untilNext(now) : Long.MAX_VALUE;
        if (!waiting) {
            sleep = Math.min(sleep, untilNext(wanted, now));
        }
        return Math.max(0, sleep);
    }

    private long untilNext(int wanted, long now) {
        if (isIdle(wanted)) {
            return Long.MAX_VALUE;
        }
        if (stale) {
            return drawAt - now;
        }
        if (pace.phase() == Phase.Pause) {
            long end = holdEnds() - now;
            long report = hasNews() ? readAt + REPORT_NANOS - now : Long.MAX_VALUE;
            return Math.min(end, report);
        }
        return lacks(wanted, now) > 0
                ? Math.max(drawAt - now, permits.untilLast(now) - nanos(HORIZON / 2))
                : Long.MAX_VALUE;
    }

    private int lacks(int wanted, long now) {
        return Math.min(wanted, MOST_PERMITS) - permits.count(now);
    }

    /** At low rates one permit ahead, or none would ever be due in time. */
    private double horizon() {
        double rate = rate();
        return rate > 0 ? Math.max(HORIZON, 1 / rate) : HORIZON;
    }

    /** Nothing is asked for nobody's sake: an idle replica costs the database nothing. */
    private boolean isIdle(int wanted) {
        return wanted == 0 && !hasNews() && !isToSteer();
    }

    /** A call was refused that went with a permit of the present epoch. */
    private boolean isToSteer() {
        return pace != null && refusedEpoch == pace.epoch();
    }

    private boolean hasNews() {
        return accepted + throttled > 0;
    }

    private long holdEnds() {
        return pace == null ? readAt : readAt + nanos(pace.hold());
    }

    private double held(long now) {
        return Math.max(0, heldUntil - now) / SECOND;
    }

    private static long nanos(double seconds) {
        return (long) (seconds * SECOND);
    }
}
