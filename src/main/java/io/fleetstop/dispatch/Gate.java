package io.fleetstop.dispatch;

import io.fleetstop.pacing.Course;
import io.fleetstop.pacing.Draw;
import io.fleetstop.pacing.Grant;
import io.fleetstop.pacing.Pacer;
import io.fleetstop.pacing.Request;
import io.fleetstop.pacing.SharedPace;
import io.fleetstop.provider.StopAnswer;
import io.fleetstop.provider.StopAnswer.Kind;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.groups.UniSubscribe;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Lets the calls of a lane pass at the pace that all replicas share: carries the pacer's requests out, and wakes the lane in time. */
final class Gate {
    private static final Logger LOG = Logger.getLogger(Gate.class);

    /** A hundred times what it takes. Longer: a lost answer holds up the lane. Shorter: a busy database answers for nothing. */
    private static final Duration TIME_OUT = Duration.ofSeconds(1);

    /** Beyond this there is nothing to wait for: whatever changes wakes the lane. */
    private static final long NO_ALARM = Duration.ofHours(1).toNanos();

    private final Pacer pacer;
    private final SharedPace shared;
    private final Loop loop;
    private IntSupplier ready = () -> 0;
    private Runnable lane = () -> {};
    private boolean alarmed;
    private long alarmAt;
    private volatile double rate;
    private volatile double throttledShare;

    /** @param ceiling calls per second of all replicas together never to exceed */
    Gate(SharedPace shared, double ceiling, Loop loop) {
        this.shared = shared;
        this.loop = loop;
        this.pacer = new Pacer(ceiling, loop.nanos());
    }

    /**
     * @param ready how many calls could be sent now, if there were permits for them
     * @param lane to be run when a call may pass
     */
    void serve(IntSupplier ready, Runnable lane) {
        this.ready = ready;
        this.lane = lane;
    }

    boolean isOpen() {
        return pacer.isOpen(loop.nanos());
    }

    /** One call passes; the gate must be open. @return what belongs to its answer */
    int pass() {
        return pacer.take();
    }

    /** @param permit that the call went with */
    void heard(int permit, StopAnswer answer, long sentAt) {
        long now = loop.nanos();
        pacer.answered(now - sentAt);
        if (answer.kind() == Kind.THROTTLED) {
            pacer.refused(permit, answer.retryAfter().toNanos(), now);
        } else if (answer.kind().isJudgement()) {
            pacer.passed();
        }
    }

    /** Calls in flight that are likely to have come back by the time that permits drawn now are due. */
    int returning(int inFlight) {
        return pacer.returning(inFlight);
    }

    /** Looks what is to be done for more calls to pass. Call when anything has changed. */
    void turn() {
        int wanted = ready.getAsInt();
        pacer.next(wanted, loop.nanos()).ifPresent(this::carryOut);
        setAlarm(wanted);
    }

    /** Calls per second; may be asked from any thread. */
    double rate() {
        return rate;
    }

    /** Of the calls of the last minute, by all replicas, those that were refused for the rate; may be asked from any thread. */
    double throttledShare() {
        return throttledShare;
    }

    private void carryOut(Request request) {
        if (request instanceof Draw draw) {
            ask(() -> shared.draw(draw)).with(this::granted, this::failed);
        } else if (request instanceof Course course) {
            LOG.debugf("pace changes %s", course);
            ask(() -> shared.steer(course)).with(done -> steered(), this::failed);
        }
    }

    private void granted(Grant grant) {
        pacer.granted(grant, loop.nanos());
        rate = pacer.rate();
        throttledShare = grant.throttledShare();
        lane.run();
    }

    private void steered() {
        pacer.steered();
        turn();
    }

    private <T> UniSubscribe<T> ask(Supplier<CompletionStage<T>> question) {
        return loop.within(TIME_OUT, Uni.createFrom().completionStage(question)).subscribe();
    }

    private void failed(Throwable failure) {
        LOG.warnf("no permits drawn, will retry reason=%s", failure);
        pacer.failed(loop.nanos());
        setAlarm(ready.getAsInt());
    }

    private void setAlarm(int wanted) {
        long now = loop.nanos();
        long sleep = pacer.sleep(wanted, now);
        if (sleep > NO_ALARM || alarmed && alarmAt - (now + sleep) <= 0) {
            return;
        }
        long at = now + sleep;
        alarmed = true;
        alarmAt = at;
        loop.after(Duration.ofNanos(sleep), () -> {
            if (alarmed && alarmAt == at) {
                alarmed = false;
                lane.run();
            }
        });
    }
}
