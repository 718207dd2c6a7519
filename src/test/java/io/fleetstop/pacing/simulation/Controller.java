package io.fleetstop.pacing.simulation;

/** How one replica decides when to call. All times in seconds of virtual time. */
interface Controller {

    /** Makes one for a replica of a run. */
    interface Kind {
        Controller replica(Run run, Run.Replica replica);
    }

    /** Whether a call may be sent now. */
    boolean isOpen();

    /** A call is sent. @return what to hand back with its answer */
    int sent();

    /** @param tries of this piece of work so far @return seconds until a refused one may be tried again */
    double answered(int token, boolean passed, double hint, double took, int tries);

    /** Called whenever anything happened. */
    default void turn() {}
}
