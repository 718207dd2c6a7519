package io.fleetstop.wire.aliyun;

import io.fleetstop.wire.Digests;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether a call really comes from the owner of an access key, whichever signature version it carries.
 *
 * <p>Codes and texts are those of the vendor's common error page.
 */
public final class SignatureCheck {
    /** How far a caller's clock may be off, either way. The vendor's own bound. */
    public static final Duration CLOCK_WINDOW = Duration.ofMinutes(15);

    static final RpcError NO_MATCH =
            new RpcError(400, "SignatureDoesNotMatch", "Specified signature is not matched with our calculation.");
    public static final RpcError UNKNOWN_KEY =
            new RpcError(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.");
    private static final RpcError EXPIRED =
            new RpcError(400, "InvalidTimeStamp.Expired", "Specified time stamp or date value is expired.");
    private static final RpcError MALFORMED_TIME =
            new RpcError(400, "InvalidTimeStamp.Format", "Specified time stamp or date value is not well formatted.");
    private static final RpcError NONCE_USED =
            new RpcError(400, "SignatureNonceUsed", "Specified signature nonce was used already.");

    private final Function<String, Optional<String>> secrets;
    private final Clock clock;
    private final NonceMemory nonces;

    /** @param secrets the secret of an access key id, empty for a key that does not exist */
    public SignatureCheck(Function<String, Optional<String>> secrets, Clock clock, NonceMemory nonces) {
        this.secrets = secrets;
        this.clock = clock;
        this.nonces = nonces;
    }

    /**
     * @return the access key id that surely signed this call
     * @throws RpcRefusal with what is wrong with the signature; never tells the string that ought to have been signed
     */
    public String signerOf(RpcCall call) {
        SignatureClaim claim = SignatureClaim.of(call);
        Instant signedAt = signedAt(claim);
        String secret = secrets.apply(claim.accessKeyId()).orElseThrow(() -> new RpcRefusal(UNKNOWN_KEY));
        if (!Digests.same(claim.expected().apply(secret), claim.signature())) {
            throw new RpcRefusal(NO_MATCH);
        }
        // Last, so that nobody without the secret can use up the nonces of others or the memory.
        checkNonce(claim, signedAt);
        return claim.accessKeyId();
    }

    /**
     * For a service that trusts whoever reaches it: form, time and nonce of the signature are checked, and nothing else.
     *
     * @return the access key id that the call says it comes from
     * @throws RpcRefusal with what is wrong with the signature
     */
    public String claimantOf(RpcCall call) {
        SignatureClaim claim = SignatureClaim.of(call);
        checkNonce(claim, signedAt(claim));
        return claim.accessKeyId();
    }

    private void checkNonce(SignatureClaim claim, Instant signedAt) {
        if (!nonces.isNew(claim.accessKeyId(), claim.nonce(), signedAt.plus(CLOCK_WINDOW), clock.instant())) {
            throw new RpcRefusal(NONCE_USED);
        }
    }

    private Instant signedAt(SignatureClaim claim) {
        try {
            Instant signedAt = Instant.parse(claim.timestamp());
            if (Duration.between(signedAt, clock.instant()).abs().compareTo(CLOCK_WINDOW) > 0) {
                throw new RpcRefusal(EXPIRED);
            }
            return signedAt;
        } catch (DateTimeParseException malformed) {
            throw new RpcRefusal(MALFORMED_TIME);
        }
    }
}
