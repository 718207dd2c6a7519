package io.fleetstop.simulator.volcengine;

import io.fleetstop.wire.volcengine.ApiError;

/** The two error tables of the vendor's page "StopInstances", row by row. Statuses of the first are those of the page "StopInstance". */
public final class PageErrors {
    private PageErrors() {}

    // A single request in a batch.
    public static final ApiError NOT_FOUND =
            new ApiError(404, "InvalidInstance.NotFound", "The specified instance does not exist.");
    static final ApiError ID_MISSING =
            new ApiError(400, "MissingParameter.InstanceId", "The required parameter InstanceId is not supplied.");
    public static final ApiError WRONG_STATUS = new ApiError(
            400, "InvalidInstanceStatus", "The status of the specified instance does not support this request.");
    static final ApiError MODE_CONFLICT = new ApiError(
            400, "InvalidStoppedMode.Conflict", "The specified StoppedMode conflicts with instance status.");
    static final ApiError CHARGE_TYPE = new ApiError(
            400, "InvalidStoppedMode.ChargeTypeMismatch", "The specified StopCharging mismatch instance's ChargeType.");
    static final ApiError INSTANCE_TYPE = new ApiError(
            400,
            "InvalidStoppedMode.InstanceTypeMismatch",
            "The specified StopCharging mismatch instance's InstanceType.");
    static final ApiError LOCKED = new ApiError(
            400,
            "OperationDenied.ResourceLocked",
            "The specified operation is denied as your resource is locked for another operation.");
    static final ApiError CREATED_BY_OTHER_SERVICE = new ApiError(
            400,
            "OperationDenied.ResourceCreatedByOtherService",
            "The specified operation is denied as your resource is created by other service. You can check system tags to find the"
                    + " service.");
    static final ApiError CREATING_IMAGE = new ApiError(
            400,
            "OperationDenied.InstanceIsCreatingImage",
            "The specified operation is denied as your instance is creating image.");
    public static final ApiError FLOW_LIMIT =
            new ApiError(429, "FlowLimitExceeded", "You've reach the limit on request rate of resources.");
    static final ApiError CAPACITY =
            new ApiError(400, "Insufficient.InstanceCapacity", "There is not enough capacity to fulfill your request.");
    public static final ApiError INTERNAL = new ApiError(500, "InternalError", "An internal error has occurred.");

    // The whole request.
    static final ApiError COUNT = new ApiError(400, "InvalidCount.Malformed", "The specified count is malformed.");
    static final ApiError MODE =
            new ApiError(400, "InvalidStoppedMode.Malformed", "The specified StoppedMode is malformed.");
    static final ApiError TOKEN_REUSED = new ApiError(
            400,
            "IdempotentParameterMismatch",
            "The request uses the same client token as a previous, but non-identical request. Do not reuse a client token with"
                    + " different requests, unless the requests are identical.");
    static final ApiError TOKEN_IN_PROCESS = new ApiError(
            412,
            "IdempotentProcessing",
            "The request uses the same client token as a previous one that is still in process.");
    static final ApiError TOKEN =
            new ApiError(400, "InvalidClientToken.Malformed", "The specified ClientToken is malformed.");

    /** Not on the page, which leaves a passed check open; code, status and text are those of the other dialect. */
    static final ApiError DRY_RUN_PASSED =
            new ApiError(400, "DryRunOperation", "Request validation has been passed with DryRun flag set.");
}
