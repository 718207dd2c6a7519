package io.fleetstop.dispatch;

import io.fleetstop.provider.StatesAnswer;
import io.fleetstop.provider.StopAnswers;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.UUID;

/** Follows what is done for a job, so that its request can be seen through to the clouds. Told on the loop; nothing here waits or fails. */
interface Traces {

    /** Follows nothing. */
    Traces NONE = new Traces() {};

    /** @return the same call, followed from its sending to its answer */
    default Uni<StopAnswers> call(Call call, Uni<StopAnswers> sending) {
        return sending;
    }

    /**
     * Likewise.
     *
     * @param asked whose instances are read, of one target
     */
    default Uni<StatesAnswer> read(Collection<Operation> asked, Uni<StatesAnswer> sending) {
        return sending;
    }

    /** The last outcome of the job was written from here. */
    default void finished(LeasedJob job) {}

    /** The job was ended from here for want of a holder. */
    default void gaveUp(UUID job) {}

    /** The job's cancellation was requested here, which ends it if it never had a holder. */
    default void cancelled(UUID job) {}

    /** Nothing that was told is still to be looked up. Ask on the loop. */
    default boolean areIdle() {
        return true;
    }
}
