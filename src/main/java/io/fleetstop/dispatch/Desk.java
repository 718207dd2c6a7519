package io.fleetstop.dispatch;

/** What a lane needs of the dispatcher. */
interface Desk {

    /** Whether the leases are still sure to be ours for as long as a call takes, and new calls are wanted at all. */
    boolean maySend();

    /** Writes down how an operation stands. */
    Settler settler();

    Meters meters();

    Traces traces();

    /** Nothing is left of the job but to see its instances go down. */
    void onlyWaits(LeasedJob job);
}
