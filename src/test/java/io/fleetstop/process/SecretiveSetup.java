package io.fleetstop.process;

import io.fleetstop.testing.Collector;
import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.TestDatabase;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;

/** Everything around a service that asks everybody who they are, with every secret that its configuration can hold. */
final class SecretiveSetup implements AutoCloseable {
    /** In lower case, as the environment makes it. */
    static final String KEY = "secretive";

    static final String SERVICE_ACCOUNT = "system:serviceaccount:team:deployer";

    private static final String ROLE = "secretive";

    final Secrets secrets = new Secrets();
    final Issuer company = new Issuer();
    final Issuer cluster = new Issuer();
    final String owner = TestDatabase.fresh();
    final String keySecret = secrets.makeAwkward("secret of an access key");

    private final String cloudSecret = secrets.makeAwkward("secret of the cloud");
    private final String securityToken = secrets.make("security token of the cloud");
    private final String sessionSecret = secrets.makeAwkward("session secret");
    private final String password = secrets.keep("password of the database", "$" + UUID.randomUUID() + "$$x");
    final Collector collector = new Collector();
    final String collectorsKey = secrets.makeAwkward("key for the collector");
    private final String podsToken = secrets.make("token of the pod");
    final LoopbackCloud cloud = LoopbackCloud.start(Map.of("access-key-secret", cloudSecret));

    SecretiveSetup() {
        secrets.keep("password of the owner", owner.replaceFirst(".*//[^:]*:([^@]*)@.*", "$1"));
        secrets.keep("secret of the dashboard", Issuer.CLIENT_SECRET);
        secrets.keep(
                "secret of the dashboard, as sent",
                Base64.getEncoder()
                        .encodeToString((Issuer.CLIENT + ":" + Issuer.CLIENT_SECRET).getBytes(StandardCharsets.UTF_8)));
        cluster.closeFor(podsToken);
        try (Connection connection = TestDatabase.connect(owner);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE ROLE " + ROLE + " LOGIN PASSWORD '" + password + "'");
        } catch (SQLException broken) {
            throw new IllegalStateException(broken);
        }
    }

    /** @param secretFiles an empty folder */
    Map<String, String> environment(Path secretFiles) {
        return environment(secretFiles, password);
    }

    Map<String, String> environmentWithAnotherPassword(Path secretFiles) {
        return environment(secretFiles, secrets.make("wrong password"));
    }

    /** What is secret in files, the rest in the environment. */
    private Map<String, String> environment(Path secretFiles, String databasePassword) {
        SecretFiles files = new SecretFiles(secretFiles)
                .with(
                        "fleetstop.database.url",
                        owner.replaceFirst(
                                "//[^@]*@", Matcher.quoteReplacement("//" + ROLE + ":" + databasePassword + "@")))
                .with("fleetstop.database.owner-url", owner)
                .with("fleetstop.auth.client-secret", Issuer.CLIENT_SECRET)
                .with("fleetstop.auth.session-secret", sessionSecret)
                .with("fleetstop.access-keys." + KEY + ".secret", keySecret)
                .with("fleetstop.tracing.headers", "Authorization=" + collectorsKey)
                .with("pods-own-token", podsToken);
        for (String target : new String[] {"hangzhou", "beijing"}) {
            files.with("fleetstop.targets." + target + ".access-key-secret", cloudSecret)
                    .with("fleetstop.targets." + target + ".security-token", securityToken);
        }
        return ServiceEnvironment.onDatabase(owner)
                .without("FLEETSTOP_DATABASE_URL")
                .without("FLEETSTOP_DATABASE_OWNER_URL")
                .with("FLEETSTOP_SECRETS_DIR", secretFiles.toString())
                .with("QUARKUS_LOG_LEVEL", "TRACE")
                .with("FLEETSTOP_TRACING_ENDPOINT", collector.url())
                // What is held back is so whatever is asked for.
                .with("QUARKUS_LOG_CATEGORY__IO_QUARKUS_OIDC__LEVEL", "TRACE")
                .with("QUARKUS_LOG_CATEGORY__IO_VERTX_EXT_WEB__LEVEL", "TRACE")
                .with("QUARKUS_LOG_CATEGORY__ORG_HIBERNATE_ORM__LEVEL", "TRACE")
                .with("FLEETSTOP_AUTH_MODE", "required")
                .with("FLEETSTOP_AUTH_ISSUER", company.url())
                .with("FLEETSTOP_AUTH_CLIENT_ID", Issuer.CLIENT)
                .with("FLEETSTOP_AUTH_CLUSTER_ISSUER", cluster.url())
                .with(
                        "FLEETSTOP_AUTH_CLUSTER_TOKEN_FILE",
                        secretFiles.resolve("pods-own-token").toString())
                .with("FLEETSTOP_TENANTS__TEAM__SUBJECTS", "alice," + SERVICE_ACCOUNT)
                .with("FLEETSTOP_TENANTS__TEAM__TARGETS", "*")
                .with("FLEETSTOP_ACCESS_KEYS__SECRETIVE__TENANT", "team")
                .with("FLEETSTOP_TARGETS__HANGZHOU__PROVIDER", "aliyun")
                .with("FLEETSTOP_TARGETS__HANGZHOU__REGION", "cn-hangzhou")
                .with("FLEETSTOP_TARGETS__HANGZHOU__ENDPOINT", cloud.endpoint())
                .with("FLEETSTOP_TARGETS__HANGZHOU__ACCESS_KEY_ID", "simulator")
                .with("FLEETSTOP_TARGETS__BEIJING__PROVIDER", "volcengine")
                .with("FLEETSTOP_TARGETS__BEIJING__REGION", "cn-beijing")
                .with("FLEETSTOP_TARGETS__BEIJING__ENDPOINT", cloud.endpoint())
                .with("FLEETSTOP_TARGETS__BEIJING__ACCESS_KEY_ID", "simulator")
                .with("FLEETSTOP_DEFAULT_TARGET", "hangzhou")
                .variables();
    }

    @Override
    public void close() {
        company.close();
        cluster.close();
        collector.close();
        cloud.close();
    }
}
