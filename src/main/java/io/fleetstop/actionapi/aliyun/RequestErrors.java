package io.fleetstop.actionapi.aliyun;

import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.Refusal.FieldFault;
import io.fleetstop.wire.aliyun.RpcError;
import java.util.Locale;

/** What the intake refuses, in the vendor's words where its common error pages have them, else in the contract's. */
final class RequestErrors {
    static final RpcError UNAVAILABLE =
            new RpcError(503, "ServiceUnavailable", "The request has failed due to a temporary failure of the server.");
    static final RpcError INTERNAL =
            new RpcError(500, "InternalError", "The request processing has failed due to some unknown error.");

    private static final String IDS = "InstanceId";

    private RequestErrors() {}

    static RpcError of(Refusal refusal) {
        Code code = refusal.code();
        return switch (code) {
            case MISSING_INSTANCE_ID -> RpcError.missing(IDS);
            case INVALID_COUNT -> invalid(IDS, "there must be 1 to 100 distinct ids");
            case INVALID_STOPPED_MODE -> invalid("StoppedMode", "it must be KeepCharging or StopCharging");
            case INVALID_ARGUMENT -> argument(refusal);
            case FLOW_LIMIT_EXCEEDED -> new RpcError(400, "Throttling.User", refusal.getMessage());
            case INTERNAL_ERROR -> INTERNAL;
            case TOKEN_MISMATCH,
                    INVALID_CLIENT_TOKEN,
                    TOKEN_IN_PROCESS,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
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
        return invalid(parameter(first.field()), "it " + first.message());
    }

    /** The vendor writes the contract's names with a capital, and numbers ids from 1 where the contract has a list. */
    private static String parameter(String field) {
        if (field.startsWith("instanceIds")) {
            return IDS;
        }
        return field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
    }

    private static RpcError invalid(String parameter, String why) {
        return new RpcError(
                400, "InvalidParameter", "The specified parameter \"" + parameter + "\" is not valid: " + why + ".");
    }
}
