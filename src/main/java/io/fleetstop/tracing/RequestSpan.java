package io.fleetstop.tracing;

import java.util.UUID;

/** One request that asks for stops, as its span tells of it. */
public interface RequestSpan {

    /** Of a request that is not traced. */
    RequestSpan NONE = new RequestSpan() {};

    /** Its place in its trace, for what is done on its behalf; null when nothing is traced. */
    default String traceparent() {
        return null;
    }

    /**
     * It comes from somebody who may ask, and for what. Of others there is no span: strangers do not decide what the collector is sent.
     *
     * @param instances how many it names
     */
    default void asks(String target, int instances) {}

    /** It made a job. */
    default void made(UUID job) {}

    /** An earlier request made the job that is to answer it. */
    default void repeats(UUID job) {}
}
