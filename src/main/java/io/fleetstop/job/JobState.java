package io.fleetstop.job;

/** Where a job stands. Spelled as the contract spells it: one word in SQL, JSON and Java. */
public enum JobState {
    Pending,
    Running,
    Succeeded,
    PartiallySucceeded,
    /** No operation succeeded. */
    Failed,
    Cancelled;

    public boolean isFinal() {
        return this != Pending && this != Running;
    }
}
