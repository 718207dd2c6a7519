package io.fleetstop.dispatch;

/** Why nothing more of a job is sent. What is under way already goes on to its true end. */
enum Halt {
    /** The caller took it back. */
    CANCELLED,
    /** Its time is up. */
    EXPIRED,
    /** More of its operations have failed than it allows. */
    BRAKED
}
