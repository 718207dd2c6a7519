package io.fleetstop.target;

import com.volcengine.ApiException;
import com.volcengine.auth.CredentialValue;
import com.volcengine.auth.EcsRoleCredentialProvider;
import com.volcengine.auth.OidcCredentialProvider;
import com.volcengine.auth.Provider;
import io.fleetstop.provider.AccessKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Where Volcengine's own tools find the key of this process: a key in the environment, an OIDC role, the instance's role. The first that
 * is set up is the only one: the vendor's chain tries the next when one fails, so that an outage of its token service would have calls go
 * out as the machine. A person's login, which that chain knows as well, is no identity for a service.
 */
record VolcengineKeys(Map<String, String> environment, Clock clock) {
    private static final String KEY = "VOLCENGINE_ACCESS_KEY";
    private static final String SECRET = "VOLCENGINE_SECRET_KEY";
    private static final String TOKEN = "VOLCENGINE_SESSION_TOKEN";
    private static final String ROLE = "VOLCENGINE_OIDC_ROLE_TRN";
    private static final String TOKEN_FILE = "VOLCENGINE_OIDC_TOKEN_FILE";
    private static final String SESSION = "VOLCENGINE_OIDC_ROLE_SESSION_NAME";
    private static final String POLICY = "VOLCENGINE_OIDC_ROLE_POLICY";
    private static final String STS = "VOLCENGINE_OIDC_STS_ENDPOINT";
    private static final String INSTANCE_ROLE = "VOLCENGINE_ECS_METADATA";
    private static final String NO_INSTANCE_ROLE = "VOLCENGINE_ECS_METADATA_DISABLED";

    /** The library tells nothing of a key's expiry but whether it is nearer than this, its own default. */
    private static final Duration MARGIN = Duration.ofMinutes(5);

    /** @throws IllegalArgumentException naming the variable that will not do */
    KeySource source() {
        if (isSetUp(KEY, SECRET)) {
            var key = new AccessKey(
                    given(KEY).get(), given(SECRET).get(), given(TOKEN).orElse(null));
            return () -> new KeySource.Found(key, Instant.MAX);
        }
        return isSetUp(ROLE, TOKEN_FILE) ? asked(oidcRole()) : asked(instanceRole());
    }

    private Provider oidcRole() {
        return new OidcCredentialProvider(
                given(ROLE).get(),
                given(SESSION).orElse("fleetstop"),
                given(TOKEN_FILE).get(),
                given(POLICY).orElse(null),
                given(STS).map(VolcengineKeys::checked).orElse(null));
    }

    private Provider instanceRole() {
        if (given(NO_INSTANCE_ROLE).filter("true"::equalsIgnoreCase).isPresent()) {
            throw new IllegalArgumentException(
                    "the environment has neither " + KEY + " nor " + ROLE + ", and " + NO_INSTANCE_ROLE + " is set");
        }
        return new EcsRoleCredentialProvider(given(INSTANCE_ROLE).orElse(null));
    }

    private KeySource asked(Provider provider) {
        return () -> {
            if (provider.isExpired()) {
                provider.refresh();
            }
            return found(provider);
        };
    }

    private KeySource.Found found(Provider provider) throws ApiException {
        CredentialValue value = provider.retrieve();
        var key = new AccessKey(value.getAk(), value.getSk(), value.getSessionToken());
        // Taken over all the same if it is that near: whoever waits for it is better off with it than without.
        return new KeySource.Found(key, clock.instant().plus(provider.isExpired() ? Duration.ZERO : MARGIN));
    }

    // Half a setting must not fall through to the next: the calls would go out under another account.
    private boolean isSetUp(String one, String other) {
        if (given(one).isPresent() != given(other).isPresent()) {
            String there = given(one).isPresent() ? one : other;
            throw new IllegalArgumentException(
                    "the environment has " + there + " without " + (there.equals(one) ? other : one));
        }
        return given(one).isPresent();
    }

    private Optional<String> given(String variable) {
        return Optional.ofNullable(environment.get(variable)).filter(value -> !value.isBlank());
    }

    /** What proves who this process is goes there, so it must not go in clear. */
    private static String checked(String endpoint) {
        try {
            return EndpointRule.checked(endpoint.contains("://") ? endpoint : "https://" + endpoint)
                    .toString();
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(STS + " " + refused.getMessage());
        }
    }
}
