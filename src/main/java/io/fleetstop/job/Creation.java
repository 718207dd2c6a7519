package io.fleetstop.job;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** What storing a job came to. */
public sealed interface Creation {

    /**
     * Stored and committed.
     *
     * @param lease present when it was created leased to this process
     */
    record Created(StopJob job, Optional<Lease> lease) implements Creation {}

    /** The tenant has used the client token before. */
    record TokenKnown(UUID jobId, boolean sameRequest, boolean isFinal) implements Creation {}

    /** The tenant has too much open already; nothing was stored. */
    record TooMuchOpen() implements Creation {}

    /**
     * With this job the tenant would have had too many instances stopped within an hour; nothing was stored.
     *
     * @param fitsIn until enough of the others are an hour old; an hour where this job alone is too much
     */
    record TooManyInAnHour(Duration fitsIn) implements Creation {}

    /**
     * The database refused a time that the caller gave; nothing was stored.
     *
     * @param field the request's field
     */
    record TimeRefused(String field, String message) implements Creation {}
}
