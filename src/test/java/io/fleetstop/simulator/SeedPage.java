package io.fleetstop.simulator;

import io.fleetstop.simulator.fleet.Scenario;
import java.util.List;

/** The error table of the vendor's page "StopInstance", and how a row is reached here. */
record SeedPage(String instanceId, String stoppedMode, int status, String code, String message) {
    private static final String KEEP = "KeepCharging";
    private static final String STOP = "StopCharging";

    /** In the order of the page, its second spelling of the disk's row added. */
    static List<SeedPage> rows(Simulator simulator) {
        return List.of(
                new SeedPage(
                        "i-nowhere",
                        KEEP,
                        404,
                        "InvalidInstanceId.NotFound",
                        "The specified InstanceId does not exist."),
                row(
                        simulator,
                        Scenario.ALREADY_STOPPED,
                        KEEP,
                        403,
                        "IncorrectInstanceStatus",
                        "The current status of the resource does not support this operation."),
                row(
                        simulator,
                        Scenario.ALREADY_STOPPING,
                        KEEP,
                        403,
                        "IncorrectInstanceStatus",
                        "The current status of the resource does not support this operation."),
                row(
                        simulator,
                        Scenario.STARTING,
                        KEEP,
                        403,
                        "IncorrectInstanceStatus",
                        "The current status of the resource does not support this operation."),
                row(
                        simulator,
                        Scenario.LOCKED,
                        KEEP,
                        403,
                        "InstanceLockedForSecurity",
                        "The specified operation is denied as your instance is locked for security reasons."),
                row(simulator, Scenario.DISK_BUSY, KEEP, 403, "DiskError", "IncorrectDiskStatus"),
                row(
                        simulator,
                        Scenario.DISK_BUSY_NEWER,
                        KEEP,
                        403,
                        "IncorrectDiskStatus",
                        "The current disk status does not support this operation."),
                row(
                        simulator,
                        Scenario.BROKEN_TWICE,
                        KEEP,
                        500,
                        "InternalError",
                        "The request processing has failed due to some unknown error."),
                row(
                        simulator,
                        Scenario.NEEDS_CONFIRMATION,
                        KEEP,
                        403,
                        "InstanceType.ParameterMismatch",
                        "The input parameter ConfirmStop must be true when an instance have localstorage."),
                row(
                        simulator,
                        Scenario.EXPIRED,
                        KEEP,
                        403,
                        "InstanceExpiredOrInArrears",
                        "The specified operation is denied as your prepay instance is expired (prepay mode) or in arrears (afterpay mode)."),
                row(
                        simulator,
                        Scenario.CLASSIC_NETWORK,
                        STOP,
                        403,
                        "InvalidInstanceId.NotSupport",
                        "Classic network Instance does not support this operation."),
                row(
                        simulator,
                        Scenario.PREPAID,
                        STOP,
                        403,
                        "InvalidInstanceId.NotSupport",
                        "Pre pay instance does not support this operation."),
                row(
                        simulator,
                        Scenario.LOCAL_DISK,
                        STOP,
                        403,
                        "InvalidInstanceId.NotSupport",
                        "Local disk instance does not support this operation."),
                row(
                        simulator,
                        Scenario.SPOT,
                        STOP,
                        403,
                        "InvalidInstanceId.NotSupport",
                        "Spot instance does not support this operation."),
                row(
                        simulator,
                        Scenario.BUSY_WITH_IMAGE,
                        KEEP,
                        403,
                        "IncorrectInstanceStatus",
                        "The instance i-sim080 is creating an image, try again when it is done."),
                row(
                        simulator,
                        Scenario.KEY_UNAUTHORIZED,
                        KEEP,
                        403,
                        "InvalidParameter.KMSKeyId.KMSUnauthorized",
                        "ECS service have no right to access your KMS."),
                row(
                        simulator,
                        Scenario.BROKEN_TWICE_OTHERWISE,
                        KEEP,
                        500,
                        "InternalError",
                        "The request processing has failed due to some unknown error, exception or failure."));
    }

    private static SeedPage row(
            Simulator simulator, Scenario scenario, String mode, int status, String code, String message) {
        return new SeedPage(simulator.fleet().first(scenario).id(), mode, status, code, message);
    }
}
