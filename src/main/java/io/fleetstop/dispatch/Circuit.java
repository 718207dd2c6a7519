package io.fleetstop.dispatch;

import io.fleetstop.pacing.Backoff;
import io.fleetstop.provider.StopAnswer;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Whether a target's account may do at all what it is asked to. A key that is refused is refused for every instance: one probe at a time
 * then finds out when that is over. All times are those of the {@link Loop}, in nanoseconds.
 */
final class Circuit {
    /** Calls in flight while it is not known whether the key is good: so many are wasted on a bad one. */
    static final int CANARIES = 4;

    /** Keys are changed by people. After a pause of a minute a few calls go first again, which costs a job one round trip. */
    private static final Duration PROOF_LASTS = Duration.ofMinutes(1);

    /** After a probe that was neither allowed nor refused. */
    private static final Duration INCONCLUSIVE = Duration.ofMillis(500);

    /** Mended keys take effect in seconds; longer waits would only keep the jobs waiting. */
    private final Backoff probes;

    private boolean proven;
    private long provenAt;
    private boolean open;
    private long probeAt;
    private int denials;
    private StopAnswer reason;

    Circuit(RandomGenerator random) {
        probes = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), random);
    }

    /** How many calls may be in flight. */
    int room(int slots, long now) {
        if (open) {
            return now - probeAt >= 0 ? 1 : 0;
        }
        boolean fresh = proven && now - provenAt < PROOF_LASTS.toNanos();
        return fresh ? slots : Math.min(slots, CANARIES);
    }

    boolean isOpen() {
        return open;
    }

    /** The answer that keeps it open, null while it is closed. */
    StopAnswer reason() {
        return reason;
    }

    /** @return whether a call sent after that moment was allowed */
    boolean hasPassedSince(long moment) {
        return proven && provenAt - moment > 0;
    }

    /**
     * Takes note of what a call came to. One that was sent before the trouble began proves nothing about it, neither way.
     *
     * @param alone the refusal is about this one instance, since others are allowed
     * @return how long until a probe may be sent; zero when nothing changed for the worse
     */
    Duration heard(StopAnswer answer, boolean alone, long sentAt, long now) {
        boolean late = open && sentAt - probeAt < 0;
        return switch (answer.kind()) {
            case ACCEPTED, CHECK_PASSED, CONFLICT, BUSY, REFUSED, UNDIVIDED -> passed(sentAt, late);
            case DENIED -> alone ? passed(sentAt, late) : late ? Duration.ZERO : denied(answer, now);
            case THROTTLED, UNSENT, UNKNOWN -> open && !late ? probeAfter(INCONCLUSIVE, now) : Duration.ZERO;
        };
    }

    private Duration passed(long sentAt, boolean late) {
        if (!proven || sentAt - provenAt > 0) {
            proven = true;
            provenAt = sentAt;
        }
        if (open && !late) {
            open = false;
            denials = 0;
            reason = null;
        }
        return Duration.ZERO;
    }

    private Duration denied(StopAnswer answer, long now) {
        open = true;
        reason = answer;
        denials++;
        // The jitter must not turn the first probes into a burst.
        return probeAfter(INCONCLUSIVE.plus(probes.afterTry(denials)), now);
    }

    private Duration probeAfter(Duration wait, long now) {
        probeAt = now + wait.toNanos();
        return wait;
    }
}
