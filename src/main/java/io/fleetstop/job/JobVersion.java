package io.fleetstop.job;

import jakarta.ws.rs.core.EntityTag;

/** How far a job is: all that a poll needs which finds nothing new. */
public record JobVersion(int version, JobState state) {

    public EntityTag entityTag() {
        return StopJob.entityTag(version);
    }
}
