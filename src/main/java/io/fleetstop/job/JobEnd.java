package io.fleetstop.job;

/** The one rule for where a job stands by its counts, for every statement that moves them. */
final class JobEnd {

    /** Needs the counters, the total, and whether the job waits for Stopped: then an Accepted is not the end of an operation. */
    static final String STATE = """
            CASE WHEN stopped + failed + skipped + cancelled + CASE WHEN waits THEN 0 ELSE accepted END < total THEN 'Running'
                 WHEN failed + skipped + cancelled = 0 THEN 'Succeeded'
                 WHEN cancelled > 0 THEN 'Cancelled'
                 WHEN accepted + stopped = 0 THEN 'Failed'
                 ELSE 'PartiallySucceeded' END
            """;

    private JobEnd() {}
}
