package io.fleetstop.wire.volcengine;

/** What the gateway answers before a product sees the call. Codes, numbers and statuses are those of the vendor's common error pages. */
public final class GatewayErrors {
    private GatewayErrors() {}

    public static final ApiError NOT_SIGNED =
            new ApiError(401, 100003, "MissingAuthenticationToken", "The request carries no Authorization header.");
    public static final ApiError UNREADABLE_AUTHORIZATION = new ApiError(
            400, "InvalidAuthorization", "The Authorization header is not of the form that HMAC-SHA256 has.");
    public static final ApiError UNREADABLE_CREDENTIAL = new ApiError(
            400, "InvalidCredential", "The Credential must read key/date/region/ecs/request, with the date of X-Date.");
    public static final ApiError CLOCK =
            new ApiError(400, 100006, "InvalidTimestamp", "X-Date is not a time within 15 minutes of this server's.");
    public static final ApiError UNKNOWN_KEY =
            new ApiError(401, 100009, "InvalidAccessKey", "The access key does not exist.");
    public static final ApiError NO_MATCH = new ApiError(
            401, 100010, "SignatureDoesNotMatch", "The signature is not the one that this request and the key make.");
    public static final ApiError NO_SUCH_ACTION =
            new ApiError(404, 100008, "InvalidActionOrVersion", "There is no such action in this version.");
    public static final ApiError ACCESS_DENIED =
            new ApiError(403, 100013, "AccessDenied", "The policies of this account do not allow the action.");
    public static final ApiError FLOW_LIMIT = new ApiError(
            429,
            100018,
            "FlowLimitExceeded",
            "Request was rejected because the request speed of this openAPI is beyond the current flow control limit.");
    public static final ApiError INTERNAL =
            new ApiError(500, 100014, "InternalError", "An internal error has occurred.");
    public static final ApiError UNAVAILABLE =
            new ApiError(503, "ServiceUnavailableTemp", "The service is unavailable for the moment.");

    /** A header that the signature needs. */
    public static ApiError missingHeader(String name) {
        return new ApiError(400, 100004, "MissingRequestInfo", "The request carries no " + name + " header.");
    }

    /** A parameter that the call cannot do without. */
    public static ApiError missing(String name) {
        return new ApiError(400, 100002, "MissingParameter", "The required parameter " + name + " is not supplied.");
    }

    /** A parameter whose value nobody can work with. */
    public static ApiError invalid(String name) {
        return new ApiError(400, "InvalidArgument", "The specified argument is invalid: " + name);
    }
}
