package io.fleetstop.actionapi.aliyun;

import io.fleetstop.actionapi.SharedParameters;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.Refusal.FieldFault;
import io.fleetstop.problem.Unforeseen;
import io.fleetstop.wire.aliyun.RpcError;
import io.fleetstop.wire.aliyun.RpcRefusal;

/** What the intake refuses, in the vendor's words where its common error pages have them, else in the contract's. */
final class RequestErrors {
    private static final RpcError INTERNAL =
            new RpcError(500, "InternalError", "The request processing has failed due to some unknown error.");
    private static final String IDS = "InstanceId";

    private RequestErrors() {}

    static RpcError of(Throwable failure, String requestId) {
        return failure instanceof RpcRefusal refusal ? refusal.error() : of(Unforeseen.told(failure, requestId));
    }

    static RpcError of(Refusal refusal) {
        Code code = refusal.code();
        return switch (code) {
            case MISSING_INSTANCE_ID -> RpcError.missing(IDS);
            case INVALID_COUNT -> invalid(IDS, "there must be 1 to 100 distinct ids");
            case INVALID_STOPPED_MODE -> invalid("StoppedMode", "it must be KeepCharging or StopCharging");
            case INVALID_ARGUMENT -> argument(refusal);
            case ACCESS_DENIED -> new RpcError(code.status(), "Forbidden.RAM", refusal.getMessage());
            case FLOW_LIMIT_EXCEEDED -> new RpcError(400, "Throttling.User", refusal.getMessage());
            case INTERNAL_ERROR -> INTERNAL;
            case MISSING_TOKEN,
                    TOKEN_MISMATCH,
                    INVALID_CLIENT_TOKEN,
                    TOKEN_IN_PROCESS,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    REQUEST_TIMEOUT,
                    REQUEST_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    SERVICE_UNAVAILABLE -> new RpcError(code.status(), code.word(), refusal.getMessage());
        };
    }

    private static RpcError argument(Refusal refusal) {
        if (refusal.faults().isEmpty()) {
            return new RpcError(400, "InvalidParameter", refusal.getMessage());
        }
        FieldFault first = refusal.faults().get(0);
        return invalid(SharedParameters.parameter(first.field(), IDS), "it " + first.message());
    }

    private static RpcError invalid(String parameter, String why) {
        return new RpcError(
                400, "InvalidParameter", "The specified parameter \"" + parameter + "\" is not valid: " + why + ".");
    }
}
