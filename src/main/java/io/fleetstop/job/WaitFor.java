package io.fleetstop.job;

/** When an operation counts as done. Spelled as the contract spells it. */
public enum WaitFor {
    /** The cloud took the stop. */
    Accepted,
    /** The instance was seen stopped. */
    Stopped
}
