package io.fleetstop.job;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How a job's instances are to be stopped, with every default filled in. Brakes that were not asked for are null.
 *
 * @param maxConcurrency calls of this job in flight at once; null: only the target's bound
 * @param maxErrors once more operations than this have failed, nothing more is sent; null: no limit
 * @param forceAfter an instance still not stopped that long after its stop was taken gets one forced stop
 * @param notBefore nothing is sent earlier
 * @param deadline nothing is sent later; null: the configured limit
 */
public record JobOptions(
        StoppedMode stoppedMode,
        boolean forceStop,
        boolean confirmStop,
        boolean dryRun,
        WaitFor waitFor,
        Integer maxConcurrency,
        Integer maxErrors,
        Duration forceAfter,
        Instant notBefore,
        Instant deadline) {

    /** Times are as fine as the record keeps them, so that the answer to a creation says what later reads say. */
    public JobOptions {
        notBefore = microseconds(notBefore);
        deadline = microseconds(deadline);
    }

    /** The same, without the times that were chosen for one day. */
    public JobOptions atOnce() {
        return new JobOptions(
                stoppedMode,
                forceStop,
                confirmStop,
                dryRun,
                waitFor,
                maxConcurrency,
                maxErrors,
                forceAfter,
                null,
                null);
    }

    private static Instant microseconds(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MICROS);
    }
}
