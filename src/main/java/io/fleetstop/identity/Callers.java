package io.fleetstop.identity;

import io.fleetstop.identity.Members.Membership;
import io.fleetstop.problem.Code;
import io.fleetstop.problem.Refusal;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;

/** From a token whose signature, issuer and time are right to the caller that it stands for. */
@Singleton
class Callers {
    /** A token with one of these was made for the program that logs people in, and shown to nobody else. */
    private static final Set<String> OF_ID_TOKENS = Set.of("nonce", "at_hash", "c_hash");

    /** Together with the tenant and the name that a person goes by they fit the record. */
    private static final int LONGEST_SUBJECT = 128;

    private static final int LONGEST_NAME = 54;

    /** What people choose themselves, at many issuers, and change as they like; the first that is there is shown. */
    private static final List<String> CHOSEN_NAMES = List.of("upn", "preferred_username");

    private final AuthConfig auth;
    private final Members members;
    private final RequestRates rates;

    Callers(AuthConfig auth, Members members, RequestRates rates) {
        this.auth = auth;
        this.members = members;
        this.rates = rates;
    }

    /** @throws Refusal when the token was not made for this use, or its holder belongs to no tenant */
    Caller caller(SecurityIdentity identity, HttpServerRequest request) {
        JsonWebToken token = (JsonWebToken) identity.getPrincipal();
        boolean cluster =
                auth.cluster().issuer().filter(token.getIssuer()::equals).isPresent();
        if (Bearer.token(request).isPresent()) {
            mustBeForThisService(token, cluster);
        }
        String subject = token.getSubject();
        if (subject == null || subject.isBlank() || Issuers.isOfCluster(subject) != cluster) {
            throw Refusal.of(Code.ACCESS_DENIED, "The token's subject is not its issuer's to give.");
        }
        Membership membership = membership(subject, cluster ? List.of() : identity.getRoles());
        return new Caller(
                membership.tenant(),
                membership.tenant() + "/" + (cluster ? subject : name(token)),
                From.address(request),
                membership.roles(),
                rates.isOver(membership.tenant()));
    }

    /** When the token of an identity, or of the session that it comes from, ends. */
    static Instant end(SecurityIdentity identity) {
        return Instant.ofEpochSecond(((JsonWebToken) identity.getPrincipal()).getExpirationTime());
    }

    private void mustBeForThisService(JsonWebToken token, boolean cluster) {
        String audience = cluster ? auth.cluster().audience() : auth.audience();
        if (token.getAudience() == null || !token.getAudience().contains(audience)) {
            throw Refusal.of(Code.MISSING_TOKEN, "The token is meant for another service.");
        }
        if (OF_ID_TOKENS.stream().anyMatch(token::containsClaim) || "ID".equals(token.getClaim("typ"))) {
            throw Refusal.of(Code.MISSING_TOKEN, "This is a token about a login, and none to call with.");
        }
    }

    private Membership membership(String subject, Collection<String> groups) {
        List<Membership> found = members.of(subject, groups);
        if (found.isEmpty()) {
            throw Refusal.of(Code.ACCESS_DENIED, "The caller belongs to no tenant.");
        }
        if (found.size() > 1) {
            throw Refusal.of(
                    Code.ACCESS_DENIED,
                    "The caller's groups belong to several tenants: "
                            + found.stream().map(Membership::tenant).toList()
                            + ". Its subject must be listed with one of them.");
        }
        return found.get(0);
    }

    /**
     * The subject, which nobody but the issuer gives out, and behind it what its holder is called. The latter alone would let anybody write
     * somebody else's name into the record.
     */
    private static String name(JsonWebToken token) {
        String subject = printable(token.getSubject(), LONGEST_SUBJECT);
        return CHOSEN_NAMES.stream()
                .map(token::<Object>getClaim)
                .filter(String.class::isInstance)
                .map(chosen -> printable((String) chosen, LONGEST_NAME))
                .filter(chosen -> !chosen.isEmpty())
                .findFirst()
                .filter(chosen -> !chosen.equals(subject))
                .map(chosen -> subject + " (" + chosen + ")")
                .orElse(subject);
    }

    /** Names are shown in records and logs, whose lines they must not break. */
    private static String printable(String name, int longest) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}@._:+-]", "?");
        return plain.length() <= longest ? plain : plain.substring(0, longest);
    }
}
