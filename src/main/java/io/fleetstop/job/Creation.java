package io.fleetstop.job;

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
     * The database refused a time that the caller gave; nothing was stored.
     *
     * @param field the request's field
     */
    record TimeRefused(String field, String message) implements Creation {}
}
