package io.fleetstop.pacing;

/** What the replicas do together until one of them has reason to change it. */
public enum Phase {
    /** The limit is somewhere above: ever faster, until a call is refused. */
    Climb,
    /** A call was refused and the limit is not known: nothing is sent until the calls in the air have told what they met. */
    Pause,
    /** From below through a limit that those calls suggest, for a clear measurement of it. */
    Confirm,
    /** Just below the limit, to gather a small reserve, and slowly over it, to notice when it has moved. */
    Cruise
}
