package io.fleetstop.simulator.action;

import io.fleetstop.wire.aliyun.RpcError;

/** The error table of the vendor's page "StopInstance", row by row. */
public final class StopErrors {
    public static final RpcError NOT_FOUND =
            new RpcError(404, "InvalidInstanceId.NotFound", "The specified InstanceId does not exist.");
    public static final RpcError INCORRECT_STATUS =
            incorrectStatus("The current status of the resource does not support this operation.");
    static final RpcError LOCKED = new RpcError(
            403,
            "InstanceLockedForSecurity",
            "The specified operation is denied as your instance is locked for security reasons.");
    /** The page's row as printed, which looks like code and text having changed places. */
    static final RpcError DISK = new RpcError(403, "DiskError", "IncorrectDiskStatus");
    /** The same in the page's later revision. */
    static final RpcError DISK_NEWER =
            new RpcError(403, "IncorrectDiskStatus", "The current disk status does not support this operation.");

    static final RpcError INTERNAL =
            new RpcError(500, "InternalError", "The request processing has failed due to some unknown error.");
    static final RpcError INTERNAL_OTHERWISE = new RpcError(
            500, "InternalError", "The request processing has failed due to some unknown error, exception or failure.");
    static final RpcError NEEDS_CONFIRMATION = new RpcError(
            403,
            "InstanceType.ParameterMismatch",
            "The input parameter ConfirmStop must be true when an instance have localstorage.");
    static final RpcError EXPIRED = new RpcError(
            403,
            "InstanceExpiredOrInArrears",
            "The specified operation is denied as your prepay instance is expired (prepay mode) or in arrears (afterpay mode).");
    static final RpcError CLASSIC_NETWORK = notSupported("Classic network Instance");
    static final RpcError PREPAID = notSupported("Pre pay instance");
    static final RpcError LOCAL_DISK = notSupported("Local disk instance");
    static final RpcError SPOT = notSupported("Spot instance");
    static final RpcError KEY_UNAUTHORIZED = new RpcError(
            403, "InvalidParameter.KMSKeyId.KMSUnauthorized", "ECS service have no right to access your KMS.");

    /** Not on the page, which gives the code alone; status and text are those of sibling products. */
    static final RpcError DRY_RUN_PASSED =
            new RpcError(400, "DryRunOperation", "Request validation has been passed with DryRun flag set.");

    /** The page "StopInstances" has this code in its place. */
    static final RpcError DRY_RUN_OF_MANY_PASSED = new RpcError(400, "DRYRUN.SUCCESS", DRY_RUN_PASSED.message());

    private StopErrors() {}

    /** The page gives this code a second time with any text. */
    static RpcError incorrectStatus(String message) {
        return new RpcError(403, "IncorrectInstanceStatus", message);
    }

    private static RpcError notSupported(String kind) {
        return new RpcError(403, "InvalidInstanceId.NotSupport", kind + " does not support this operation.");
    }
}
