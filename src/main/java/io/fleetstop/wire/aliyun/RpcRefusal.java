package io.fleetstop.wire.aliyun;

/** Ends the reading of a call at the first thing wrong with it. Carries no stack trace: it is an answer on its way, not a defect. */
public final class RpcRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient RpcError error;

    public RpcRefusal(RpcError error) {
        super(error.code(), null, false, false);
        this.error = error;
    }

    public RpcError error() {
        return error;
    }
}
