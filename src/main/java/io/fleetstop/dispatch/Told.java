package io.fleetstop.dispatch;

/**
 * What a next holder can know of an operation from the record.
 *
 * @param underWay that the stop is under way
 * @param attempts how many calls were made
 * @param doubt that one of them may have stopped the instance
 */
record Told(boolean underWay, int attempts, boolean doubt) {
    static final Told NOTHING = new Told(false, 0, false);

    /** Whether there is more to tell of an operation that is not under way. */
    boolean lacks(int attempts, boolean doubt) {
        return attempts > this.attempts || doubt && !this.doubt;
    }
}
