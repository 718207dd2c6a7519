package io.fleetstop.process.history;

/** A promise that was broken, and where. */
public record Violation(Rule rule, String where) {

    /** What Fleetstop promises whatever dies. */
    public enum Rule {
        ACCEPTED_JOB_IS_STORED_WHOLE,
        EVERY_JOB_ENDS,
        ONE_OUTCOME_FOR_EACH_INSTANCE,
        OUTCOME_AGREES_WITH_THE_CLOUD,
        NO_INSTANCE_IS_STOPPED_TWICE,
        NO_CALL_IS_REPEATED_WITHOUT_NEED,
        NO_CALL_AFTER_THE_OUTCOME,
        COUNTERS_AGREE_WITH_OUTCOMES,
        NO_MORE_CALLS_THAN_THE_QUOTA,
        ONLY_THE_HOLDER_RECORDS
    }
}
