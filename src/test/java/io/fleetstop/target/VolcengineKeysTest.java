package io.fleetstop.target;

import io.fleetstop.provider.AccessKey;
import io.fleetstop.provider.http.ScriptedCloud;
import io.fleetstop.wire.volcengine.ApiCall;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What of the environment makes a key, the vendor's own provider included, in front of a token service of the test. */
class VolcengineKeysTest {
    private static Vertx vertx;

    @TempDir
    Path folder;

    private final SetClock clock = new SetClock();
    private ScriptedCloud sts;

    @BeforeAll
    static void openVertx() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void closeVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @BeforeEach
    void openSts() {
        sts = new ScriptedCloud(vertx, request -> {});
    }

    @AfterEach
    void closeSts() {
        sts.close();
    }

    @Test
    void key_of_the_environment_lasts() throws Exception {
        var found = source(Map.of("VOLCENGINE_ACCESS_KEY", "AKID", "VOLCENGINE_SECRET_KEY", "SECRET"))
                .find();

        assertThat(found).isEqualTo(new KeySource.Found(new AccessKey("AKID", "SECRET", null), Instant.MAX));
    }

    @Test
    void key_of_the_environment_may_have_a_token_and_goes_before_a_role() throws Exception {
        var environment = new HashMap<>(role());
        environment.putAll(Map.of(
                "VOLCENGINE_ACCESS_KEY", "AKID",
                "VOLCENGINE_SECRET_KEY", "SECRET",
                "VOLCENGINE_SESSION_TOKEN", "TOKEN"));

        assertThat(source(environment).find().key()).isEqualTo(new AccessKey("AKID", "SECRET", "TOKEN"));
        assertThat(sts.calls()).isEmpty();
    }

    @Test
    void role_is_assumed_with_the_token_of_the_file() throws Exception {
        answers(200, credentials("AKTP1", Duration.ofHours(1)));

        var found = source(role()).find();

        assertThat(found.key()).isEqualTo(new AccessKey("AKTP1", "SECRET", "STS-TOKEN"));
        assertThat(sts.onlyCall().method()).isEqualTo("POST");
        assertThat(sts.onlyCall().query()).isEqualTo("Action=AssumeRoleWithOIDC&Version=2018-01-01");
        assertThat(sentForm())
                .containsEntry("RoleTrn", "trn:iam::2100000000:role/stopper")
                .containsEntry("OIDCToken", "jwt-1")
                .containsEntry("RoleSessionName", "fleetstop");
    }

    @Test
    void key_of_a_role_is_kept_by_the_library_and_good_for_its_margin() throws Exception {
        answers(200, credentials("AKTP1", Duration.ofHours(1)));
        var source = source(role());

        assertThat(source.find().goodUntil()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
        clock.pass(Duration.ofMinutes(2));
        assertThat(source.find().goodUntil()).isEqualTo(clock.instant().plus(Duration.ofMinutes(5)));
        assertThat(sts.calls()).hasSize(1);
    }

    @Test
    void key_near_its_end_is_renewed_with_the_files_new_token_and_not_relied_on() throws Exception {
        answers(200, credentials("AKTP1", Duration.ofMinutes(4)));
        var source = source(role());

        assertThat(source.find().goodUntil()).isEqualTo(clock.instant());
        Files.writeString(folder.resolve("token"), "jwt-2");
        answers(200, credentials("AKTP2", Duration.ofHours(1)));
        assertThat(source.find().key().id()).isEqualTo("AKTP2");
        assertThat(sentForm()).containsEntry("OIDCToken", "jwt-2");
    }

    @Test
    void refused_role_is_a_failure_and_no_other_identity_takes_its_place() throws Exception {
        answers(403, "{\"ResponseMetadata\":{\"Error\":{\"Code\":\"AccessDenied\",\"Message\":\"m\"}}}");
        var source = source(role());

        assertThatThrownBy(source::find).hasMessageContaining("AccessDenied");
        assertThat(sts.calls()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "VOLCENGINE_ACCESS_KEY, VOLCENGINE_SECRET_KEY",
        "VOLCENGINE_SECRET_KEY, VOLCENGINE_ACCESS_KEY",
        "VOLCENGINE_OIDC_ROLE_TRN, VOLCENGINE_OIDC_TOKEN_FILE",
        "VOLCENGINE_OIDC_TOKEN_FILE, VOLCENGINE_OIDC_ROLE_TRN"
    })
    void half_a_setting_is_refused_without_showing_it(String there, String missing) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source(Map.of(there, "S3CR3T", missing, " ")))
                .withMessage("the environment has " + there + " without " + missing);
    }

    @Test
    void token_service_is_never_called_in_clear() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source(role("http://sts.volcengineapi.com")))
                .withMessageStartingWith("VOLCENGINE_OIDC_STS_ENDPOINT must begin with https");
        assertThatCode(() -> source(role("sts.cn-beijing.volcengineapi.com"))).doesNotThrowAnyException();
    }

    @Test
    void without_any_of_it_the_instance_is_asked_unless_that_is_forbidden() {
        assertThatCode(() -> source(Map.of())).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> source(Map.of("VOLCENGINE_ECS_METADATA_DISABLED", "true")))
                .withMessageContaining("VOLCENGINE_ACCESS_KEY")
                .withMessageContaining("VOLCENGINE_ECS_METADATA_DISABLED is set");
    }

    private KeySource source(Map<String, String> environment) {
        return new VolcengineKeys(environment, clock).source();
    }

    private Map<String, String> role() throws Exception {
        Files.writeString(folder.resolve("token"), "jwt-1\n");
        return role(sts.address().toString());
    }

    private Map<String, String> role(String stsEndpoint) {
        return Map.of(
                "VOLCENGINE_OIDC_ROLE_TRN",
                "trn:iam::2100000000:role/stopper",
                "VOLCENGINE_OIDC_TOKEN_FILE",
                folder.resolve("token").toString(),
                "VOLCENGINE_OIDC_STS_ENDPOINT",
                stsEndpoint);
    }

    private void answers(int status, String body) {
        sts.script(ScriptedCloud.answer(status, body));
    }

    /** Of the last call. */
    private Map<String, String> sentForm() {
        String form = sts.calls().get(sts.calls().size() - 1).body();
        var headers = Map.of("content-type", "application/x-www-form-urlencoded");
        return ApiCall.read("POST", "", headers, form.getBytes(StandardCharsets.UTF_8))
                .parameters()
                .values();
    }

    private static String credentials(String id, Duration validFor) {
        Instant expiration = Instant.now().plus(validFor).truncatedTo(ChronoUnit.SECONDS);
        return """
                {"ResponseMetadata":{"RequestId":"r-1","Action":"AssumeRoleWithOIDC","Version":"2018-01-01","Service":"sts"},
                 "Result":{"Credentials":{"AccessKeyId":"%s","SecretAccessKey":"SECRET","SessionToken":"STS-TOKEN",
                           "Expiration":"%s"}}}""".formatted(id, expiration);
    }
}
