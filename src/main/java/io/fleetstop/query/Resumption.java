package io.fleetstop.query;

import io.fleetstop.job.StopJob.Operation;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a reader of a job's events was: the id of the last event that it got.
 *
 * @param version of the job
 * @param upTo the latest change of an operation that it knows of
 */
record Resumption(int version, Instant upTo) {
    private static final Pattern ID = Pattern.compile("([0-9]{1,9})-([0-9]{1,17})");

    /** Changes that were written side by side may carry times in another order than they became visible. */
    private static final Duration OVERLAP = Duration.ofSeconds(10);

    /** Empty for what is no id of ours: then everything is told from the beginning. */
    static Optional<Resumption> read(String id) {
        Matcher parts = ID.matcher(id == null ? "" : id);
        return parts.matches()
                ? Optional.of(new Resumption(
                        Integer.parseInt(parts.group(1)),
                        Instant.EPOCH.plus(Long.parseLong(parts.group(2)), ChronoUnit.MICROS)))
                : Optional.empty();
    }

    String id() {
        return version + "-" + ChronoUnit.MICROS.between(Instant.EPOCH, upTo);
    }

    /** Told twice does no harm: an event says how an operation is, not what happened to it. */
    boolean mayHaveMissed(Operation operation) {
        return operation.updatedAt().isAfter(upTo.minus(OVERLAP));
    }
}
