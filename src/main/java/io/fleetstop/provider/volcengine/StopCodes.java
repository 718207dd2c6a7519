package io.fleetstop.provider.volcengine;

import io.fleetstop.provider.CodeTable;
import io.fleetstop.provider.InstanceFault;
import io.fleetstop.provider.Meaning;
import io.fleetstop.provider.StopAnswer.Kind;
import java.util.List;
import java.util.Map;

import static io.fleetstop.provider.Meaning.NOT_ALLOWED;
import static io.fleetstop.provider.Meaning.NOT_KNOWN;
import static io.fleetstop.provider.Meaning.OWN_WORDS;
import static io.fleetstop.provider.Meaning.SLOW_DOWN;
import static io.fleetstop.provider.Meaning.refused;
import static java.util.Map.entry;

/**
 * What each of Volcengine's error codes means for a stop, whether it stands for the whole call or for one instance in it. The code
 * decides, never the HTTP status: a throttle comes as 429, 400, 200, or inside a 200. Sources: the vendor's StopInstances page with its
 * two tables, its pages on common errors.
 */
final class StopCodes {
    private StopCodes() {}

    /** How a passed check is told by this API's model and its siblings; this product's page leaves it open. */
    static final String CHECK_PASSED = "DryRunOperation";

    private static final Map<String, Meaning> BY_CODE = Map.ofEntries(
            // One instance, in the order of the page.
            entry("InvalidInstance.NotFound", refused(InstanceFault.INSTANCE_NOT_FOUND)),
            entry("MissingParameter.InstanceId", refused(InstanceFault.INSTANCE_ID_MISSING)),
            entry("InvalidInstanceStatus", new Meaning(Kind.CONFLICT, InstanceFault.INSTANCE_STATUS)),
            entry("InvalidStoppedMode.Conflict", refused(InstanceFault.STOPPED_MODE_CONFLICT)),
            entry("InvalidStoppedMode.ChargeTypeMismatch", refused(InstanceFault.CHARGE_TYPE_MISMATCH)),
            entry("InvalidStoppedMode.InstanceTypeMismatch", refused(InstanceFault.INSTANCE_TYPE_MISMATCH)),
            entry("OperationDenied.ResourceLocked", new Meaning(Kind.BUSY, InstanceFault.RESOURCE_LOCKED)),
            entry("OperationDenied.ResourceCreatedByOtherService", refused(InstanceFault.CREATED_BY_OTHER_SERVICE)),
            entry("OperationDenied.InstanceIsCreatingImage", new Meaning(Kind.BUSY, InstanceFault.CREATING_IMAGE)),
            entry("FlowLimitExceeded", SLOW_DOWN),
            entry("Insufficient.InstanceCapacity", refused(InstanceFault.CAPACITY)),
            entry("InternalError", NOT_KNOWN),
            // The whole call.
            entry("InvalidCount.Malformed", OWN_WORDS),
            entry("InvalidStoppedMode.Malformed", OWN_WORDS),
            entry("InvalidArgument", OWN_WORDS),
            entry("InvalidClientToken.Malformed", OWN_WORDS),
            // Each call has a token of its own, so either means that this very call came twice: the first may have
            // worked.
            entry("IdempotentParameterMismatch", NOT_KNOWN),
            entry("IdempotentProcessing", NOT_KNOWN),
            // The good end of a check, which never looks it up here. Whoever asked for a stop did not get one.
            entry(CHECK_PASSED, OWN_WORDS),
            // The gateway, by number.
            entry("MissingParameter", OWN_WORDS),
            entry("MissingAuthenticationToken", NOT_ALLOWED),
            entry("MissingRequestInfo", NOT_ALLOWED),
            entry("MissingSignature", NOT_ALLOWED),
            // This machine's clock is off: no call can succeed before somebody mends it.
            entry("InvalidTimestamp", NOT_ALLOWED),
            // An endpoint that does not have the product: the same for every instance.
            entry("ServiceNotFound", NOT_ALLOWED),
            entry("InvalidActionOrVersion", NOT_ALLOWED),
            entry("InvalidAccessKey", NOT_ALLOWED),
            entry("SignatureDoesNotMatch", NOT_ALLOWED),
            entry("LackPolicy", NOT_ALLOWED),
            entry("AccessDenied", NOT_ALLOWED),
            entry("FailToConnect", NOT_KNOWN),
            entry("InternalServiceTimeout", NOT_KNOWN),
            entry("InternalServiceError", NOT_KNOWN),
            entry("ServiceUnavailableTemp", NOT_KNOWN),
            entry("AccountFlowLimitExceeded", SLOW_DOWN),
            entry("InvalidAuthorization", NOT_ALLOWED),
            entry("InvalidCredential", NOT_ALLOWED),
            entry("InvalidSecretToken", NOT_ALLOWED));

    /** A verdict on one instance has no HTTP status of its own to go by. */
    private static final List<Map.Entry<String, Meaning>> BY_BEGINNING = List.of(
            entry("Invalid", OWN_WORDS),
            entry("MissingParameter", OWN_WORDS),
            entry("OperationDenied", OWN_WORDS),
            entry("Insufficient", OWN_WORDS));

    private static final CodeTable TABLE = new CodeTable(BY_CODE, BY_BEGINNING);

    static Meaning meaning(String code, int status) {
        if (code.contains("FlowLimitExceeded")) {
            return SLOW_DOWN;
        }
        return TABLE.find(code).orElseGet(() -> Meaning.unlisted(status, false));
    }
}
