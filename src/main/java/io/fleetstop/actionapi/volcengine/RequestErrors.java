package io.fleetstop.actionapi.volcengine;

import io.fleetstop.actionapi.SharedParameters;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.fleetstop.problem.Refusal.FieldFault;
import io.fleetstop.problem.Unforeseen;
import io.fleetstop.wire.volcengine.ApiError;
import io.fleetstop.wire.volcengine.ApiRefusal;
import io.fleetstop.wire.volcengine.GatewayErrors;

/** What the intake refuses. The contract's codes and the page's are the same; those of the gateway have its number as well. */
final class RequestErrors {
    private RequestErrors() {}

    static ApiError of(Throwable failure, String requestId) {
        return failure instanceof ApiRefusal refusal ? refusal.error() : of(Unforeseen.told(failure, requestId));
    }

    static ApiError of(Refusal refusal) {
        Code code = refusal.code();
        return switch (code) {
            case INVALID_COUNT,
                    MISSING_INSTANCE_ID,
                    INVALID_STOPPED_MODE,
                    TOKEN_MISMATCH,
                    INVALID_CLIENT_TOKEN,
                    TOKEN_IN_PROCESS -> new ApiError(code.status(), code.word(), code.message());
            case INVALID_ARGUMENT -> GatewayErrors.invalid(argument(refusal));
            case ACCESS_DENIED -> numbered(GatewayErrors.ACCESS_DENIED, refusal);
            case FLOW_LIMIT_EXCEEDED -> numbered(GatewayErrors.FLOW_LIMIT, refusal);
            case INTERNAL_ERROR -> GatewayErrors.INTERNAL;
            case MISSING_TOKEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    REQUEST_TIMEOUT,
                    REQUEST_TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    SERVICE_UNAVAILABLE -> new ApiError(code.status(), code.word(), refusal.getMessage());
        };
    }

    private static ApiError numbered(ApiError error, Refusal refusal) {
        return new ApiError(error.httpStatus(), error.codeN(), error.code(), refusal.getMessage());
    }

    private static String argument(Refusal refusal) {
        if (refusal.faults().isEmpty()) {
            return refusal.getMessage();
        }
        FieldFault first = refusal.faults().get(0);
        return SharedParameters.parameter(first.field(), "InstanceIds") + " " + first.message();
    }
}
