package io.fleetstop.dispatch;

import io.fleetstop.provider.StopAnswers;

/** What the account was refused for one instance: whether that is about the instance, since others are allowed meanwhile. */
final class Denials {
    private boolean any;
    private boolean alone;
    private long latestAt;

    /** @param answers to the whole call, in which this instance was refused */
    void add(StopAnswers answers, long sentAt, Circuit circuit, long now) {
        alone = any && circuit.hasPassedSince(latestAt);
        any = true;
        // A call that stops others as well shows that the account was allowed them at that very moment.
        latestAt = answers.ofTheAccount().kind().isJudgement() ? sentAt - 1 : now;
    }

    /** The account was allowed other instances between two refusals for this one. */
    boolean areAlone() {
        return alone;
    }
}
