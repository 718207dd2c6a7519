package io.fleetstop.testing;

import java.security.Key;
import java.time.Duration;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** A bearer token, right in all until something of it is changed. */
public final class Token {
    private final JwtClaims claims = new JwtClaims();
    private final JsonWebSignature signature = new JsonWebSignature();

    Token(RsaJsonWebKey key, String issuer) {
        claims.setIssuer(issuer);
        claims.setAudience("fleetstop");
        claims.setIssuedAtToNow();
        claims.setGeneratedJwtId();
        expiresIn(Duration.ofMinutes(5));
        signedBy("RS256", key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setHeader("typ", "JWT");
    }

    public Token subject(String subject) {
        return claim("sub", subject);
    }

    public Token issuer(String issuer) {
        return claim("iss", issuer);
    }

    public Token audience(String... audience) {
        claims.setAudience(audience);
        return this;
    }

    /** @param time negative for one that has expired */
    public Token expiresIn(Duration time) {
        NumericDate end = NumericDate.now();
        end.addSeconds(time.toSeconds());
        claims.setExpirationTime(end);
        return this;
    }

    /** @param value null takes the claim away */
    public Token claim(String name, Object value) {
        if (value == null) {
            claims.unsetClaim(name);
        } else {
            claims.setClaim(name, value);
        }
        return this;
    }

    public Token header(String name, String value) {
        signature.setHeader(name, value);
        return this;
    }

    public Token signedBy(String algorithm, Key key) {
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKey(key);
        return this;
    }

    public String text() {
        try {
            // A forger is not held back by what a library advises.
            signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            signature.setDoKeyValidation(false);
            signature.setPayload(claims.toJson());
            return signature.getCompactSerialization();
        } catch (JoseException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
