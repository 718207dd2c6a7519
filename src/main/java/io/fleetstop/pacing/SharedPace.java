package io.fleetstop.pacing;

import java.util.concurrent.CompletionStage;

/**
 * The pace of one action of one target, shared by all replicas. Its record gives out permits and adds up reports; what to conclude from
 * them is left to {@link Law}, so that the record needs no more than arithmetic. A permit that is lost does no harm.
 */
public interface SharedPace {

    /** Gives out permits that nobody else gets. */
    CompletionStage<Grant> draw(Draw draw);

    /** Changes the course, unless somebody has done so before. */
    CompletionStage<Void> steer(Course course);
}
