package io.fleetstop.job;

import java.time.Instant;
import java.util.UUID;

/** A place in the list of jobs, which is newest first: that of a job, or one between two of them. */
public record JobPosition(Instant createdAt, UUID id) {
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** Later than the database can tell apart, and than any job. */
    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

    /** Where the list begins. */
    public static JobPosition top() {
        return new JobPosition(END_OF_TIME, BEFORE_ALL);
    }

    /** Where the jobs begin that are older than a moment. */
    public static JobPosition before(Instant moment) {
        return new JobPosition(moment, BEFORE_ALL);
    }
}
