package io.fleetstop.job;

/** Where one instance of a job stands. Spelled as the contract spells it: one word in SQL, JSON and Java. */
public enum OperationState {
    Pending,
    /** The cloud took the stop, or passed the dry run. Final unless the job waits for {@link WaitFor#Stopped}. */
    Accepted,
    Stopped,
    Failed,
    Skipped,
    Cancelled;

    /** Over, without the instance being stopped as far as is known. */
    public boolean isUnsuccessful() {
        return this == Failed || this == Skipped || this == Cancelled;
    }
}
