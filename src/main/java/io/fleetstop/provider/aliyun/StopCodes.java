package io.fleetstop.provider.aliyun;

import io.fleetstop.provider.InstanceFault;
import io.fleetstop.provider.StopAnswer.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import static java.util.Map.entry;

/**
 * What each of Alibaba Cloud's error codes means for a stop. The code decides, never the HTTP status: a throttle comes as 400, and a
 * passed check as an error. Sources: the vendor's StopInstance page in two revisions, its pages on common errors and flow control.
 */
final class StopCodes {
    private StopCodes() {}

    /** @param fault in Fleetstop's words; null where the vendor's own code and message say it best */
    record Meaning(Kind kind, InstanceFault fault) {}

    /** The vendor's way to say that a check found nothing wrong, on whatever HTTP status. */
    static final String CHECK_PASSED = "DryRunOperation";

    private static final Meaning OWN_WORDS = new Meaning(Kind.REFUSED, null);
    private static final Meaning NOT_ALLOWED = new Meaning(Kind.DENIED, null);
    private static final Meaning SLOW_DOWN = new Meaning(Kind.THROTTLED, InstanceFault.FLOW_LIMIT);
    private static final Meaning NOT_KNOWN = new Meaning(Kind.UNKNOWN, InstanceFault.INTERNAL);
    private static final Meaning DISK_BUSY = new Meaning(Kind.BUSY, InstanceFault.RESOURCE_LOCKED);

    private static final Map<String, Meaning> BY_CODE = Map.ofEntries(
            entry("InvalidInstanceId.NotFound", new Meaning(Kind.REFUSED, InstanceFault.INSTANCE_NOT_FOUND)),
            entry("IncorrectInstanceStatus", new Meaning(Kind.CONFLICT, InstanceFault.INSTANCE_STATUS)),
            entry("InstanceLockedForSecurity", new Meaning(Kind.REFUSED, InstanceFault.RESOURCE_LOCKED)),
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

    /** Families: the vendor adds members without telling. */
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
        return Optional.ofNullable(BY_CODE.get(code)).or(() -> family(code));
    }

    /**
     * For a code that is not listed, the status is all there is. Refused for good only where the vendor clearly blames the request.
     *
     * @param asksToRetry the vendor named a time to send the same call again
     */
    static Meaning unlisted(int status, boolean asksToRetry) {
        if (status < 400 || status > 499) {
            return NOT_KNOWN;
        }
        return asksToRetry || status == 429 ? SLOW_DOWN : OWN_WORDS;
    }

    private static Meaning notSupported(String message) {
        String lower = message == null ? "" : message.toLowerCase(Locale.ROOT);
        return NOT_SUPPORTED.entrySet().stream()
                .filter(wording -> lower.contains(wording.getKey()))
                .findFirst()
                .map(wording -> new Meaning(Kind.REFUSED, wording.getValue()))
                .orElse(OWN_WORDS);
    }

    private static Optional<Meaning> family(String code) {
        return BY_BEGINNING.stream()
                .filter(family -> code.startsWith(family.getKey()))
                .findFirst()
                .map(Map.Entry::getValue);
    }
}
