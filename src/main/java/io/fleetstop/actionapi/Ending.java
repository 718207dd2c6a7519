package io.fleetstop.actionapi;

import io.fleetstop.job.StopJob;
import java.util.Optional;
import java.util.UUID;

/**
 * How waiting for a job ended.
 *
 * @param job the job, if it was over in time
 */
public record Ending(UUID jobId, Optional<StopJob> job) {

    static Ending over(StopJob job) {
        return new Ending(job.id(), Optional.of(job));
    }

    static Ending stillRunning(UUID jobId) {
        return new Ending(jobId, Optional.empty());
    }
}
