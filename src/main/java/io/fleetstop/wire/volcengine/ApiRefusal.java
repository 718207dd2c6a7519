package io.fleetstop.wire.volcengine;

/** Ends the reading of a call at the first thing wrong with it. Carries no stack trace: it is an answer on its way, not a defect. */
public final class ApiRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ApiError error;

    public ApiRefusal(ApiError error) {
        super(error.code(), null, false, false);
        this.error = error;
    }

    public ApiError error() {
        return error;
    }
}
