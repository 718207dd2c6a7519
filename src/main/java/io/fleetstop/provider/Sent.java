package io.fleetstop.provider;

import io.smallrye.mutiny.Context;

/**
 * What a call looked like on the wire, for whoever watches it. Beside the answer and not in it, since nothing is decided by it: whoever
 * wants to know puts one into the context that the call is subscribed with.
 */
public final class Sent {
    private static final String KEY = Sent.class.getName();

    private volatile String action;
    private volatile int httpStatus;

    /** One that the calls of a subscription will tell. */
    public static Sent askedFor(Context subscription) {
        Sent sent = new Sent();
        subscription.put(KEY, sent);
        return sent;
    }

    /**
     * A call is over.
     *
     * @param action in the cloud's words
     * @param httpStatus 0 where no answer came
     */
    public static void tell(Context subscription, String action, int httpStatus) {
        if (!subscription.isEmpty() && subscription.contains(KEY)) {
            Sent sent = subscription.get(KEY);
            sent.action = action;
            sent.httpStatus = httpStatus;
        }
    }

    /** In the cloud's words; null where there was no call yet. */
    public String action() {
        return action;
    }

    /** 0 where no answer came. */
    public int httpStatus() {
        return httpStatus;
    }
}
