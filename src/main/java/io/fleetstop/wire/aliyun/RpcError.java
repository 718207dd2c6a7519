package io.fleetstop.wire.aliyun;

/**
 * An error as the vendor answers it.
 *
 * @param httpStatus the vendor's HTTP status for it; callers ought to look at the code, which says more
 * @param code the vendor's code, such as {@code InvalidInstanceId.NotFound}
 * @param message English text for people
 */
public record RpcError(int httpStatus, String code, String message) {

    /** A parameter or header that the call cannot do without. */
    public static RpcError missing(String name) {
        return new RpcError(
                400,
                "MissingParameter",
                "The input parameter \"" + name + "\" that is mandatory for processing this request is not supplied.");
    }

    /** A parameter whose value nobody can work with. */
    public static RpcError invalid(String name) {
        return new RpcError(400, "InvalidParameter", "The specified parameter \"" + name + "\" is not valid.");
    }
}
