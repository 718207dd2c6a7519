package io.fleetstop.identity;

import io.quarkus.arc.Unremovable;
import io.quarkus.oidc.TenantFeature;
import io.quarkus.oidc.common.OidcEndpoint;
import io.quarkus.oidc.common.OidcEndpoint.Type;
import io.quarkus.oidc.common.OidcRequestFilter;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows the cluster this pod's own token where it does not tell its keys to just anybody. Found at run time only, hence not to be removed. */
@ApplicationScoped
@Unremovable
@TenantFeature(Issuers.CLUSTER)
@OidcEndpoint({Type.DISCOVERY, Type.JWKS})
public class ClusterKeys implements OidcRequestFilter {
    private final AuthConfig auth;

    ClusterKeys(AuthConfig auth) {
        this.auth = auth;
    }

    @Override
    public void filter(OidcRequestContext request) {
        auth.cluster()
                .tokenFile()
                .ifPresent(file -> request.request().putHeader("Authorization", "Bearer " + read(Path.of(file))));
    }

    /** A kilobyte of a file system in memory, once in many minutes. */
    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException broken) {
            throw new UncheckedIOException("fleetstop.auth.cluster.token-file cannot be read", broken);
        }
    }
}
