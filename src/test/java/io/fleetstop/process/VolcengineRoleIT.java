package io.fleetstop.process;

import io.fleetstop.provider.http.ScriptedCloud;
import io.fleetstop.testing.TestDatabase;
import io.restassured.path.json.JsonPath;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A Volcengine target without a key in its configuration, as in a cluster: only here is the environment that of a whole process. */
class VolcengineRoleIT {
    private static final String STS_TOKEN = "STS-TOKEN-" + "x".repeat(200);

    private static Vertx vertx;

    @TempDir
    Path folder;

    @BeforeAll
    static void openVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void role_of_the_environment_is_assumed_and_its_key_stops_instances() throws IOException {
        try (var cloud = LoopbackCloud.start();
                var sts = new ScriptedCloud(vertx, ScriptedCloud.answer(200, credentials()))) {
            var environment = volcengine(cloud)
                    .with("VOLCENGINE_OIDC_ROLE_TRN", "trn:iam::2100000000:role/stopper")
                    .with(
                            "VOLCENGINE_OIDC_TOKEN_FILE",
                            Files.writeString(folder.resolve("token"), "JWT").toString())
                    .with("VOLCENGINE_OIDC_STS_ENDPOINT", sts.address().toString());
            try (ServiceProcess service = ServiceProcess.start(environment.variables())) {
                ServiceClient client = ServiceClient.of(service);
                JsonPath job = client.finished(client.submit(List.of("i-sim001", "i-sim002"), "by-role"));

                assertThat(job.getString("state")).isEqualTo("Succeeded");
                assertThat(sts.onlyCall().body()).contains("OIDCToken=JWT");
                assertThat(cloud.stopped()).isEqualTo(2);
                assertThat(service.log()).doesNotContain("simulator-secret", STS_TOKEN);
            }
        }
    }

    @Test
    void half_a_key_in_the_environment_stops_the_start() {
        try (var cloud = LoopbackCloud.start();
                ServiceProcess service = ServiceProcess.begin(volcengine(cloud)
                        .with("VOLCENGINE_SECRET_KEY", "S3CR3T")
                        .variables())) {
            assertThat(service.exitCode(Duration.ofSeconds(30))).isEqualTo(1);
            assertThat(service.log())
                    .contains("Fleetstop did not start: fleetstop.targets.\"cloud\".access-key-id: is missing, and the "
                            + "environment has VOLCENGINE_SECRET_KEY without VOLCENGINE_ACCESS_KEY")
                    .doesNotContain("S3CR3T");
        }
    }

    private static ServiceEnvironment volcengine(LoopbackCloud cloud) {
        return ServiceEnvironment.onDatabase(TestDatabase.fresh())
                .with("FLEETSTOP_TARGETS__CLOUD__PROVIDER", "volcengine")
                .with("FLEETSTOP_TARGETS__CLOUD__REGION", "cn-beijing")
                .with("FLEETSTOP_TARGETS__CLOUD__ENDPOINT", cloud.endpoint())
                .with("FLEETSTOP_DEFAULT_TARGET", "cloud");
    }

    private static String credentials() {
        return """
                {"ResponseMetadata":{"RequestId":"r-1","Action":"AssumeRoleWithOIDC","Version":"2018-01-01","Service":"sts"},
                 "Result":{"Credentials":{"AccessKeyId":"simulator","SecretAccessKey":"simulator-secret",
                           "SessionToken":"%s","Expiration":"%s"}}}""".formatted(STS_TOKEN, Instant.now().plus(Duration.ofHours(1)));
    }
}
