package io.fleetstop.dispatch;

import io.fleetstop.job.CancelJob;
import io.fleetstop.job.OperationState;
import io.fleetstop.provider.StopAnswer;
import java.time.Duration;

/** What to do next with an operation. */
sealed interface Step {

    /** Call the cloud, after a wait. */
    record Send(Duration delay) implements Step {}

    /** Call the cloud once more, with force. */
    record Force() implements Step {}

    /** Wait until the target's circuit lets it through. */
    record Hold() implements Step {}

    /** Ask with a check, which stops nothing, whether the instance is there at all; after a wait. */
    record Probe(Duration delay) implements Step {}

    /** Read the instance's state, after a wait. */
    record Look(Duration delay) implements Step {}

    /**
     * Record the outcome; nothing comes after it.
     *
     * @param code null for a success
     */
    record Settle(OperationState state, boolean alreadyStopped, String code, String message) implements Step {

        static Settle success(OperationState state, boolean alreadyStopped) {
            return new Settle(state, alreadyStopped, null, null);
        }

        static Settle failed(String code, String message) {
            return new Settle(OperationState.Failed, false, code, message);
        }

        static Settle failed(StopAnswer answer) {
            return failed(answer.code(), answer.message());
        }

        static Settle cancelled() {
            return new Settle(OperationState.Cancelled, false, CancelJob.CODE, CancelJob.MESSAGE);
        }

        static Settle skipped(String code, String message) {
            return new Settle(OperationState.Skipped, false, code, message);
        }
    }
}
