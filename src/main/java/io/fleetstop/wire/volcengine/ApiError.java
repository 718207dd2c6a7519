package io.fleetstop.wire.volcengine;

/**
 * An error as the vendor answers it.
 *
 * @param httpStatus the vendor's HTTP status for it; callers ought to look at the code, which says more
 * @param codeN the gateway's number for the code; zero for the codes of a product, which have none
 * @param code the vendor's code, such as {@code FlowLimitExceeded}
 * @param message English text for people
 */
public record ApiError(int httpStatus, int codeN, String code, String message) {

    /** An error of the product itself. */
    public ApiError(int httpStatus, String code, String message) {
        this(httpStatus, 0, code, message);
    }
}
