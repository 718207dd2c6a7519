package io.fleetstop.actionapi.aliyun;

import io.fleetstop.job.StopJob;
import io.fleetstop.wire.aliyun.RpcError;
import java.util.Map;
import java.util.Set;

import static java.util.Map.entry;

/** An operation that did not succeed as the error that the vendor's page "StopInstance" has for it. */
final class InstanceErrors {
    private static final String OWN_CLOUD = "aliyun";

    /** The page's own, and from its common pages what a stop may meet. */
    private static final Map<String, Integer> STATUSES = Map.of(
            "InvalidInstanceId.NotFound", 404,
            "InternalError", 500,
            "ServiceUnavailable", 503,
            "LimitedOperation.ServiceUnavailable", 503,
            "Rejected.Throttling", 400,
            "Throttling", 400,
            "Throttling.User", 400,
            "Throttling.Api", 400,
            "InvalidParameter.Encrypted.KmsNotEnable", 400);

    /** All others of the page; and a code that no page lists is told as a refusal too, which is what it came to. */
    private static final int REFUSED = 403;

    /** Where another cloud, or nobody but Fleetstop, has spoken: the row that comes nearest. */
    private static final Map<String, String> NEAREST = Map.ofEntries(
            entry("InvalidInstance.NotFound", "InvalidInstanceId.NotFound"),
            entry("InvalidInstanceStatus", "IncorrectInstanceStatus"),
            entry("InvalidStoppedMode.Conflict", "IncorrectInstanceStatus"),
            entry("OperationDenied.ResourceLocked", "IncorrectInstanceStatus"),
            entry("OperationDenied.InstanceIsCreatingImage", "IncorrectInstanceStatus"),
            entry("RestartedSince", "IncorrectInstanceStatus"),
            entry("InvalidStoppedMode.ChargeTypeMismatch", "InvalidInstanceId.NotSupport"),
            entry("InvalidStoppedMode.InstanceTypeMismatch", "InvalidInstanceId.NotSupport"),
            entry("OperationDenied.ResourceCreatedByOtherService", "InvalidInstanceId.NotSupport"),
            entry("AccessDenied", "Forbidden.RAM"),
            entry("FlowLimitExceeded", "Throttling.User"),
            entry("OutcomeUnknown", "InternalError"));

    /** Codes of Fleetstop under which the cloud's last words are not what the operation came to. */
    private static final Set<String> OURS_ALONE = Set.of(
            "AccessDenied", "Cancelled", "DeadlineExceeded", "MaxErrorsExceeded", "OutcomeUnknown", "RestartedSince");

    /** Begins the code of a rule of this service, whose name the message has too. No page has more than this for it. */
    private static final String PROTECTED = "Protected.";

    private static final String DENIED = "OperationDenied";

    private InstanceErrors() {}

    static RpcError of(StopJob job, StopJob.Operation operation) {
        StopJob.Fault fault = operation.error();
        if (fault.code().startsWith(PROTECTED)) {
            return error(DENIED, fault.message());
        }
        if (!job.provider().equals(OWN_CLOUD) || !isInTheVendorsWords(fault)) {
            return error(NEAREST.getOrDefault(fault.code(), fault.code()), fault.message());
        }
        return error(fault.providerCode(), fault.providerMessage() == null ? fault.message() : fault.providerMessage());
    }

    /** What was concluded from reading the state stands beside the words of an earlier call, which may have been about anything. */
    private static boolean isInTheVendorsWords(StopJob.Fault fault) {
        if (fault.code().equals("InvalidInstanceStatus")) {
            return "IncorrectInstanceStatus".equals(fault.providerCode());
        }
        return fault.providerCode() != null && !OURS_ALONE.contains(fault.code());
    }

    private static RpcError error(String code, String message) {
        return new RpcError(STATUSES.getOrDefault(code, REFUSED), code, message);
    }
}
