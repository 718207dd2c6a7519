package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.CodeTable;
import io.fleetstop.provider.InstanceFault;
import io.fleetstop.provider.Meaning;
import io.fleetstop.provider.StopAnswer.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static io.fleetstop.provider.Meaning.NOT_ALLOWED;
import static io.fleetstop.provider.Meaning.NOT_KNOWN;
import static io.fleetstop.provider.Meaning.OWN_WORDS;
import static io.fleetstop.provider.Meaning.SLOW_DOWN;
import static io.fleetstop.provider.Meaning.refused;
import static java.util.Map.entry;

/**
 * What each of Alibaba Cloud's error codes means for a stop. The code decides, never the HTTP status: a throttle comes as 400, and a
 * passed check as an error. Sources: the vendor's StopInstance page in two revisions, its pages on common errors and flow control.
 */
final class StopCodes {
    private StopCodes() {}

    /** The vendor's way to say that a check found nothing wrong, on whatever HTTP status. */
    static final String CHECK_PASSED = "DryRunOperation";

    private static final Meaning DISK_BUSY = new Meaning(Kind.BUSY, InstanceFault.RESOURCE_LOCKED);

    private static final Map<String, Meaning> BY_CODE = Map.ofEntries(
            entry("InvalidInstanceId.NotFound", refused(InstanceFault.INSTANCE_NOT_FOUND)),
            entry("IncorrectInstanceStatus", new Meaning(Kind.CONFLICT, InstanceFault.INSTANCE_STATUS)),
            entry("InstanceLockedForSecurity", refused(InstanceFault.RESOURCE_LOCKED)),
            // One page has it as code "DiskError", message "IncorrectDiskStatus"; others the other way round.
            entry("IncorrectDiskStatus", DISK_BUSY),
            entry("DiskError", DISK_BUSY),
            entry("InstanceType.ParameterMismatch", OWN_WORDS),
            entry("InstanceExpiredOrInArrears", OWN_WORDS),
            entry("OperationDenied.SystemInstanceNotSupport", OWN_WORDS),
            entry("HibernationConfigured.InstanceOperationForbidden", OWN_WORDS),
            entry("HibernationConfigured.NotEnabled", OWN_WORDS),
            entry("InvalidParameter.KMSKeyId.KMSUnauthorized", OWN_WORDS),
            entry("InvalidParameter.KMSKeyId.CMKUnauthorized", OWN_WORDS),
            entry("InvalidParameter.KMSKeyId.CMKNotEnabled", OWN_WORDS),
            entry("InvalidParameter.Encrypted.KmsNotEnable", OWN_WORDS),
            entry("InvalidOperation.KMSKeyIdNotFound", OWN_WORDS),
            entry("InvalidOperation.KMSServiceNotOpen", OWN_WORDS),
            // The good end of a check, which never looks it up here. Whoever asked for a stop did not get one.
            entry(CHECK_PASSED, OWN_WORDS),
            entry("InternalError", NOT_KNOWN),
            entry("LimitedOperation.ServiceUnavailable", NOT_KNOWN),
            entry("ServiceUnavailable", SLOW_DOWN),
            entry("Rejected.Throttling", SLOW_DOWN),
            // Each call has a nonce of its own, so "used" means that this very call came twice: the first may have
            // worked.
            entry("SignatureNonceUsed", NOT_KNOWN));

    private static final List<Map.Entry<String, Meaning>> BY_BEGINNING = List.of(
            entry("Throttling", SLOW_DOWN),
            entry("InvalidAccessKeyId", NOT_ALLOWED),
            entry("MissingAccessKeyId", NOT_ALLOWED),
            entry("SignatureDoesNotMatch", NOT_ALLOWED),
            entry("IncompleteSignature", NOT_ALLOWED),
            entry("InvalidSecurityToken", NOT_ALLOWED),
            entry("MissingSecurityToken", NOT_ALLOWED),
            entry("Forbidden", NOT_ALLOWED),
            entry("NoPermission", NOT_ALLOWED),
            // This machine's clock is off: no call can succeed before somebody mends it.
            entry("InvalidTimeStamp", NOT_ALLOWED),
            entry("IllegalTimestamp", NOT_ALLOWED));

    private static final CodeTable TABLE = new CodeTable(BY_CODE, BY_BEGINNING);

    /** What blames the request or the instance, whatever follows. */
    private static final List<String> CLEAR_REFUSALS = List.of("Invalid", "MissingParameter", "OperationDenied");

    /** {@code InvalidInstanceId.NotSupport} means four things that only its message tells apart. */
    private static final Map<String, InstanceFault> NOT_SUPPORTED = Map.of(
            "pre pay", InstanceFault.CHARGE_TYPE_MISMATCH,
            "spot", InstanceFault.CHARGE_TYPE_MISMATCH,
            "classic network", InstanceFault.INSTANCE_TYPE_MISMATCH,
            "local disk", InstanceFault.INSTANCE_TYPE_MISMATCH);

    /** Empty for a code that no page of the vendor lists. */
    static Optional<Meaning> meaning(String code, String message) {
        if (code.equals("InvalidInstanceId.NotSupport")) {
            return Optional.of(notSupported(message));
        }
        return TABLE.find(code);
    }

    /** The same for a verdict on one instance of many. It has no HTTP status of its own that could tell what an unlisted code means. */
    static Meaning meaningOfVerdict(String code, String message) {
        boolean clear = CLEAR_REFUSALS.stream().anyMatch(code::startsWith);
        return meaning(code, message).orElse(clear ? OWN_WORDS : Meaning.NOT_KNOWN);
    }

    private static Meaning notSupported(String message) {
        String lower = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return NOT_SUPPORTED.entrySet().stream()
                .filter(wording -> lower.contains(wording.getKey()))
                .findFirst()
                .map(wording -> refused(wording.getValue()))
                .orElse(OWN_WORDS);
    }
}
