package io.fleetstop.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The company's issuer and the cluster's, the latter of which gives its keys to those alone who show a token of their own. */
public final class IssuersForTests implements QuarkusTestResourceLifecycleManager {
    private static final String PODS_OWN_TOKEN = "the-pods-own-token-for-the-clusters-api";

    private Issuer company;
    private Issuer cluster;
    private Path tokenFile;

    @Override
    public Map<String, String> start() {
        company = new Issuer();
        cluster = new Issuer();
        cluster.closeFor(PODS_OWN_TOKEN);
        try {
            tokenFile = Files.writeString(Files.createTempFile("token", ""), PODS_OWN_TOKEN + "\n");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return Map.of(
                "fleetstop.auth.issuer", company.url(),
                "fleetstop.auth.client-id", Issuer.CLIENT,
                "fleetstop.auth.client-secret", Issuer.CLIENT_SECRET,
                "fleetstop.auth.cluster.issuer", cluster.url(),
                "fleetstop.auth.cluster.token-file", tokenFile.toString());
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(company, field -> field.getName().equals("company"));
        injector.injectIntoFields(cluster, field -> field.getName().equals("cluster"));
    }

    @Override
    public void stop() {
        company.close();
        cluster.close();
        try {
            Files.deleteIfExists(tokenFile);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
