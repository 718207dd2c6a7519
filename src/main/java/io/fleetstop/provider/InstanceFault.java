package io.fleetstop.provider;

/**
 * What may be wrong with one instance of a request, in Fleetstop's words whatever the cloud. Codes and messages are those of the table
 * "errors of a single request in a batch" on Volcengine's StopInstances page.
 */
public enum InstanceFault {
    INSTANCE_NOT_FOUND("InvalidInstance.NotFound", "The specified instance does not exist."),
    INSTANCE_ID_MISSING("MissingParameter.InstanceId", "The required parameter InstanceId is not supplied."),
    INSTANCE_STATUS("InvalidInstanceStatus", "The status of the specified instance does not support this request."),
    STOPPED_MODE_CONFLICT("InvalidStoppedMode.Conflict", "The specified StoppedMode conflicts with instance status."),
    CHARGE_TYPE_MISMATCH(
            "InvalidStoppedMode.ChargeTypeMismatch", "The specified StopCharging mismatch instance's ChargeType."),
    INSTANCE_TYPE_MISMATCH(
            "InvalidStoppedMode.InstanceTypeMismatch", "The specified StopCharging mismatch instance's InstanceType."),
    RESOURCE_LOCKED(
            "OperationDenied.ResourceLocked",
            "The specified operation is denied as your resource is locked for another operation."),
    CREATED_BY_OTHER_SERVICE(
            "OperationDenied.ResourceCreatedByOtherService",
            "The specified operation is denied as your resource is created by other service. You can check system tags to find the"
                    + " service."),
    CREATING_IMAGE(
            "OperationDenied.InstanceIsCreatingImage",
            "The specified operation is denied as your instance is creating image."),
    FLOW_LIMIT("FlowLimitExceeded", "You've reach the limit on request rate of resources."),
    CAPACITY("Insufficient.InstanceCapacity", "There is not enough capacity to fulfill your request."),
    INTERNAL("InternalError", "An internal error has occurred.");

    private final String code;
    private final String message;

    InstanceFault(String code, String message) {
        this.code = code;
        this.message = message;
    }

    public String code() {
        return code;
    }

    public String message() {
        return message;
    }
}
