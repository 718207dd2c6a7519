package io.fleetstop.problem;

import org.jboss.logging.Logger;

/** Makes a refusal of whatever goes wrong; what only this side may know goes to the log, under the same request id. */
public final class Unforeseen {
    private static final Logger LOG = Logger.getLogger(Unforeseen.class);

    private Unforeseen() {}

    /** What the caller is told: a refusal as it is, else that later may be better, or that nobody knows. */
    public static Refusal told(Throwable failure, String requestId) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        if (Outage.isBehind(failure)) {
            LOG.warnf("database unavailable request=%s reason=%s", requestId, failure);
            return Refusal.of(Code.SERVICE_UNAVAILABLE, Code.SERVICE_UNAVAILABLE.message());
        }
        LOG.errorf(failure, "request failed request=%s", requestId);
        return Refusal.of(Code.INTERNAL_ERROR, Code.INTERNAL_ERROR.message());
    }
}
