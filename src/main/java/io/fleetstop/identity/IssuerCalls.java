package io.fleetstop.identity;

import io.github.bucket4j.Bucket;
import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/**
 * Bounds what this service asks the issuers on behalf of people who have shown nothing yet that holds. They could otherwise make it send as
 * many requests as they send themselves, in its own name.
 */
@Singleton
class IssuerCalls {
    /** One code each: more than log in at once in the morning, on one replica. Past it people are told to try again. */
    private static final int LOGINS_PER_SECOND = 20;

    private static final int LOGINS_AT_ONCE = 100;

    private final Instance<TenantConfigBean> issuers;
    private final Bucket logins = bucket(LOGINS_AT_ONCE, LOGINS_PER_SECOND);

    /** Each try makes connections of its own; an issuer that comes back is noticed within a second all the same. */
    private final Map<String, Bucket> firstContacts =
            Map.of(Issuers.COMPANY, bucket(1, 1), Issuers.CLUSTER, bucket(1, 1));

    IssuerCalls(Instance<TenantConfigBean> issuers) {
        this.issuers = issuers;
    }

    /** Whether the issuer's tokens can be judged, or it is time to ask once more for what that takes. */
    boolean mayNeed(String issuer) {
        TenantConfigContext known = issuers.get().getStaticTenant(issuer);
        return known == null || known.ready() || firstContacts.get(issuer).tryConsume(1);
    }

    /** Counts a login that comes to its end here. */
    boolean mayEndLogin() {
        return logins.tryConsume(1);
    }

    private static Bucket bucket(int atOnce, int perSecond) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }
}
