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

    /**
     * For a caller whose job is not over.
     *
     * @param clientToken the job's, which the caller may never have seen
     */
    public String stillUnderWay(String clientToken) {
        return "The stop is under way as job " + jobId + " and not over yet. Send the same call with ClientToken="
                + clientToken + " to wait on, or read /v1/stop-jobs/" + jobId + ".";
    }

    static Ending over(StopJob job) {
        return new Ending(job.id(), Optional.of(job));
    }

    static Ending stillRunning(UUID jobId) {
        return new Ending(jobId, Optional.empty());
    }
}
