package io.fleetstop.identity;

import io.quarkus.oidc.TenantResolver;
import io.quarkus.oidc.common.runtime.OidcCommonUtils;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Which issuer's rules a request is judged by. What a token says of itself only chooses the judge, who believes nothing; it must be asked
 * always, since the framework's own choice goes by the words of the path.
 */
@ApplicationScoped
public class Issuers implements TenantResolver {
    static final String COMPANY = "company";
    static final String CLUSTER = "cluster";

    private static final String SERVICE_ACCOUNT = "system:serviceaccount:";

    private final AuthConfig auth;

    Issuers(AuthConfig auth) {
        this.auth = auth;
    }

    @Override
    public String resolve(RoutingContext request) {
        return auth.cluster()
                .issuer()
                .filter(issuer -> issuer.equals(claimed(request)))
                .map(issuer -> CLUSTER)
                .orElse(COMPANY);
    }

    /** Subjects of this kind are the cluster's to give, and it has no others. */
    static boolean isOfCluster(String subject) {
        return subject.startsWith(SERVICE_ACCOUNT);
    }

    private static String claimed(RoutingContext request) {
        return Bearer.token(request.request())
                .map(OidcCommonUtils::decodeJwtContent)
                .map(Issuers::issuer)
                .orElse("");
    }

    private static String issuer(JsonObject claims) {
        return claims.getValue("iss") instanceof String issuer ? issuer : "";
    }
}
