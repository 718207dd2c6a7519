package io.fleetstop.identity;

import io.fleetstop.identity.TenantsConfig.Tenant;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Whether all that is needed to tell callers apart is there, and fits together. A complaint is one line and shows no secret. */
record AuthRules(AuthConfig auth, TenantsConfig tenants, AccessKeysConfig keys) {
    /** What AES-256 takes. */
    private static final int SHORTEST_SECRET = 32;

    /** @throws IllegalArgumentException naming the first setting that will not do */
    void check() {
        if (auth.mode() == AuthConfig.Mode.OPEN) {
            require(
                    auth.issuer().isEmpty() && auth.cluster().issuer().isEmpty(),
                    "fleetstop.auth.mode is 'open', and yet there is an issuer of tokens, which nobody would be asked for:"
                            + " set fleetstop.auth.mode=required, or take the issuer away");
            return;
        }
        require(
                auth.issuer().isPresent()
                        || auth.cluster().issuer().isPresent()
                        || !keys.accessKeys().isEmpty(),
                "fleetstop.auth.mode is 'required', and nobody can get in: set fleetstop.auth.issuer, fleetstop.auth.cluster.issuer"
                        + " or fleetstop.access-keys, or for this machine alone fleetstop.auth.mode=open");
        mustBeSafe("fleetstop.auth.issuer", auth.issuer());
        mustBeSafe("fleetstop.auth.cluster.url", auth.cluster().url().or(auth.cluster()::issuer));
        checkLogin();
        checkCluster();
        tenants.tenants().forEach(this::checkTenant);
        keys.accessKeys()
                .forEach((id, key) -> require(
                        tenants.tenants().containsKey(key.tenant()),
                        "fleetstop.access-keys.\"" + id + "\".tenant: there is no fleetstop.tenants.\"" + key.tenant()
                                + "\""));
    }

    private void checkLogin() {
        boolean id = auth.clientId().isPresent();
        require(!id || auth.issuer().isPresent(), "fleetstop.auth.client-id is set, but no fleetstop.auth.issuer");
        require(
                id == auth.clientSecret().isPresent(),
                "fleetstop.auth.client-id and fleetstop.auth.client-secret must be set together");
        require(
                !id || auth.sessionSecret().or(auth::clientSecret).orElseThrow().length() >= SHORTEST_SECRET,
                auth.sessionSecret().isPresent()
                        ? "fleetstop.auth.session-secret must be at least " + SHORTEST_SECRET + " characters long"
                        : "fleetstop.auth.client-secret has fewer than " + SHORTEST_SECRET
                                + " characters, which is too short for the sessions: set fleetstop.auth.session-secret, the same on all"
                                + " replicas");
    }

    private void checkCluster() {
        AuthConfig.Cluster cluster = auth.cluster();
        boolean others = cluster.url().isPresent()
                || cluster.tokenFile().isPresent()
                || cluster.caFile().isPresent();
        require(!others || cluster.issuer().isPresent(), "fleetstop.auth.cluster has settings, but no issuer");
    }

    private void checkTenant(String name, Tenant tenant) {
        String setting = "fleetstop.tenants.\"" + name + "\".";
        Set<String> subjects = tenant.subjects().orElse(Set.of());
        require(
                tenant.targets().isPresent(),
                setting + "targets is missing: which targets may the tenant use? * is all of them");
        require(
                tenant.groups().isEmpty() || auth.issuer().isPresent(),
                setting + "groups needs fleetstop.auth.issuer, whose tokens name them");
        require(
                auth.cluster().issuer().isPresent() || subjects.stream().noneMatch(Issuers::isOfCluster),
                setting + "subjects holds a service account of the cluster, which needs fleetstop.auth.cluster.issuer");
        require(
                auth.issuer().isPresent() || subjects.stream().allMatch(Issuers::isOfCluster),
                setting
                        + "subjects holds one that is no service account of the cluster, which needs fleetstop.auth.issuer");
        Stream<String> holders = keys.accessKeys().values().stream().map(AccessKeysConfig.Key::tenant);
        require(
                !subjects.isEmpty() || tenant.groups().isPresent() || holders.anyMatch(name::equals),
                setting + "subjects, groups and access keys are all missing: nobody belongs to the tenant");
    }

    /** Who can change what the issuer says can be anybody. */
    private static void mustBeSafe(String setting, Optional<String> address) {
        address.ifPresent(text -> {
            URI uri = uri(setting, text);
            boolean loopback = Loopback.isNamedBy(uri.getHost());
            require(
                    uri.getHost() != null
                            && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()) && loopback),
                    setting + " must be an https address (http only to this machine itself)");
            require(uri.getRawUserInfo() == null && uri.getRawQuery() == null, setting + " must be a plain address");
        });
    }

    private static URI uri(String setting, String text) {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException malformed) {
            throw new IllegalArgumentException(setting + " is not a URL");
        }
    }

    private static void require(boolean fine, String complaint) {
        if (!fine) {
            throw new IllegalArgumentException(complaint);
        }
    }
}
