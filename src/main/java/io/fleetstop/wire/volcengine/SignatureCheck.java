package io.fleetstop.wire.volcengine;

import io.fleetstop.wire.Digests;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Decides whether a call really comes from the owner of an access key. There is no nonce in this protocol: within the window a copy of a
 * call passes again, which is what its {@code ClientToken} is for.
 */
public final class SignatureCheck {
    /** How far a caller's clock may be off, either way. The vendor's own bound. */
    public static final Duration CLOCK_WINDOW = Duration.ofMinutes(15);

    private final String service;
    private final Function<String, Optional<String>> secrets;
    private final Clock clock;

    /**
     * @param service the product that must have been signed for, such as {@code ecs}
     * @param secrets the secret of an access key id, empty for a key that does not exist
     */
    public SignatureCheck(String service, Function<String, Optional<String>> secrets, Clock clock) {
        this.service = service;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * @return who surely signed this call
     * @throws ApiRefusal with what is wrong with the signature; never tells the string that ought to have been signed
     */
    public Signer signerOf(ApiCall call) {
        SignatureClaim claim = timelyClaim(call);
        String secret = secrets.apply(claim.signer().accessKeyId())
                .orElseThrow(() -> new ApiRefusal(GatewayErrors.UNKNOWN_KEY));
        if (!Digests.same(claim.expected().signature(secret), claim.signature())) {
            throw new ApiRefusal(GatewayErrors.NO_MATCH);
        }
        return claim.signer();
    }

    /**
     * For a service that trusts whoever reaches it: form and time of the signature are checked, and nothing else.
     *
     * @return who the call says it comes from
     * @throws ApiRefusal with what is wrong with the signature
     */
    public Signer claimantOf(ApiCall call) {
        return timelyClaim(call).signer();
    }

    private SignatureClaim timelyClaim(ApiCall call) {
        SignatureClaim claim = SignatureClaim.of(call, service);
        checkTime(claim.expected().date());
        return claim;
    }

    private void checkTime(String date) {
        try {
            Duration off = Duration.between(ApiDate.read(date), clock.instant()).abs();
            if (off.compareTo(CLOCK_WINDOW) > 0) {
                throw new ApiRefusal(GatewayErrors.CLOCK);
            }
        } catch (DateTimeParseException malformed) {
            throw new ApiRefusal(GatewayErrors.CLOCK);
        }
    }
}
