package io.fleetstop.problem;

/** Why a request is refused. Words and messages of the codes that Volcengine's {@code StopInstances} page has are that page's. */
public enum Code {
    INVALID_COUNT(400, "InvalidCount.Malformed", "The specified count is malformed."),
    MISSING_INSTANCE_ID(400, "MissingParameter.InstanceId", "The required parameter InstanceId is not supplied."),
    INVALID_STOPPED_MODE(400, "InvalidStoppedMode.Malformed", "The specified StoppedMode is malformed."),
    INVALID_ARGUMENT(400, "InvalidArgument", "The specified argument is invalid."),
    TOKEN_MISMATCH(
            400,
            "IdempotentParameterMismatch",
            "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with different"
                    + " requests, unless the requests are identical."),
    INVALID_CLIENT_TOKEN(400, "InvalidClientToken.Malformed", "The specified ClientToken is malformed."),
    TOKEN_IN_PROCESS(
            412,
            "IdempotentProcessing",
            "The request uses the same client token as a previous one that is still in process."),
    MISSING_TOKEN(
            401, "MissingAuthenticationToken", "The request does not tell who sends it, or not in a way that holds."),
    ACCESS_DENIED(403, "AccessDenied", "This caller may not do that."),
    NOT_FOUND(404, "NotFound", "There is nothing here by that name."),
    METHOD_NOT_ALLOWED(405, "MethodNotAllowed", "This method is not for this address."),
    NOT_ACCEPTABLE(406, "NotAcceptable", "Answers are JSON."),
    REQUEST_TIMEOUT(408, "RequestTimeout", "The request did not arrive in time."),
    REQUEST_TOO_LARGE(413, "RequestTooLarge", "The request is too large."),
    UNSUPPORTED_MEDIA_TYPE(415, "UnsupportedMediaType", "Requests are application/json."),
    FLOW_LIMIT_EXCEEDED(429, "FlowLimitExceeded", "You've reach the limit on request rate of resources."),
    INTERNAL_ERROR(500, "InternalError", "An internal error has occurred."),
    SERVICE_UNAVAILABLE(503, "ServiceUnavailable", "The service cannot take the request now.");

    private final int status;
    private final String word;
    private final String message;

    Code(int status, String word, String message) {
        this.status = status;
        this.word = word;
        this.message = message;
    }

    /** Of a failure that has no code yet, but the status that the framework chose for it. */
    public static Code of(int status) {
        return switch (status) {
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 413 -> REQUEST_TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 503 -> SERVICE_UNAVAILABLE;
            default -> status < 500 ? INVALID_ARGUMENT : INTERNAL_ERROR;
        };
    }

    public int status() {
        return status;
    }

    /** The contract's name for it. */
    public String word() {
        return word;
    }

    public String message() {
        return message;
    }
}
