package io.fleetstop.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How callers prove who they are. Most of it is handed on to OpenID Connect, in application.properties. */
@ConfigMapping(prefix = "fleetstop.auth")
public interface AuthConfig {

    /** What a caller must show. Too open lets everybody who reaches the port stop instances; hence the strict default. */
    @WithDefault("required")
    Mode mode();

    /** The company's issuer of tokens, an https address below which {@code .well-known/openid-configuration} lies. */
    Optional<String> issuer();

    /** What a company token's {@code aud} must name. */
    @WithDefault("fleetstop")
    String audience();

    /** The name under which the issuer knows the dashboard. Absent: nobody can log in to it. */
    Optional<String> clientId();

    /** What the dashboard proves itself to the issuer with. */
    Optional<String> clientSecret();

    /** Encrypts the session cookies, the same on all replicas, of 32 characters or more. Absent: the client secret does. */
    Optional<String> sessionSecret();

    /** The claim of a company token that lists groups; a path with slashes where it lies deeper. A text in its place is one group. */
    @WithDefault("groups")
    String groupsClaim();

    Cluster cluster();

    /** The choices. */
    enum Mode {
        /** Nothing is asked; every caller is the same tenant. The service then listens on loopback only. */
        OPEN,
        /** Every caller proves an identity. */
        REQUIRED
    }

    /** Tokens of a Kubernetes cluster's service accounts. */
    interface Cluster {

        /** As the tokens' {@code iss} has it. Absent: the cluster's tokens are not taken. */
        Optional<String> issuer();

        /** Where the issuer's keys are asked for, such as {@code https://kubernetes.default.svc}. Absent: at the issuer. */
        Optional<String> url();

        /** What a token's {@code aud} must name: one that was made for this service, and not for the cluster's own API. */
        @WithDefault("fleetstop")
        String audience();

        /** A file with a token that the cluster gives its keys out for; read again each time, as such tokens are renewed. */
        Optional<String> tokenFile();

        /** A PEM file with the authorities that {@link #url} is believed by. Absent: those that the JVM believes. */
        Optional<String> caFile();
    }
}
