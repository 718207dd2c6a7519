package io.fleetstop.job;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.EntityTag;

/** How far a job is: all that a poll needs which finds nothing new. */
@RegisterForReflection
public record JobVersion(int version, JobState state) {

    public EntityTag entityTag() {
        return StopJob.entityTag(version);
    }
}
