package io.fleetstop.tracing;

import io.opentelemetry.api.trace.Tracer;

/** Where spans go. Between those who have them made and the SDK, which without a collector is not to be loaded, not even to be checked. */
interface Export {

    Tracer tracer();

    /** Hands over what is left, within two seconds. */
    void end();
}
