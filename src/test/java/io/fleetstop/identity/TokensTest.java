package io.fleetstop.identity;

import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.Token;
import io.fleetstop.testing.TwoTenants;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.RsaJwkGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Whose token lets in, and as whom. */
@QuarkusTest
@TestProfile(TwoTenants.class)
class TokensTest {
    private static final String SERVICE_ACCOUNT = "system:serviceaccount:team-a:deployer";

    Issuer company;
    Issuer cluster;

    @Test
    void token_of_the_company_lets_in() {
        created(company.token().subject("alice"), "team-a/alice");
        created(company.token().subject("bob").claim("preferred_username", "bob@b"), "team-b/bob (bob@b)");
        created(company.token().subject("carol").claim("groups", List.of("x", "team-b")), "team-b/carol");
    }

    @Test
    void token_of_the_cluster_lets_in() {
        created(cluster.token().subject(SERVICE_ACCOUNT), "team-a/" + SERVICE_ACCOUNT);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void token_that_does_not_hold_lets_nobody_in(String flaw, UnaryOperator<Token> spoil) {
        refused(spoil.apply(company.token().subject("alice")).text());
    }

    static Stream<org.junit.jupiter.params.provider.Arguments> token_that_does_not_hold_lets_nobody_in()
            throws Exception {
        var foreign = RsaJwkGenerator.generateJwk(2048);
        return Stream.of(
                flaw("expired", token -> token.expiresIn(Duration.ofMinutes(-5))),
                flaw("without an end", token -> token.claim("exp", null)),
                flaw("not valid yet", token -> token.claim("nbf", System.currentTimeMillis() / 1000 + 600)),
                flaw("for another service", token -> token.audience("other")),
                flaw("for the dashboard, as if from a login", token -> token.audience(Issuer.CLIENT)),
                flaw("for nobody in particular", token -> token.claim("aud", null)),
                flaw("of another issuer", token -> token.issuer("https://login.example.com")),
                flaw("of no issuer", token -> token.claim("iss", null)),
                flaw("an id token that names the service", token -> token.claim("nonce", "n")),
                flaw("an id token by its type", token -> token.claim("typ", "ID")),
                flaw("signed by nobody", token -> token.signedBy("none", null)),
                flaw("signed by somebody else", token -> token.signedBy("RS256", foreign.getPrivateKey())),
                flaw("of an unknown key", token -> token.header("kid", "no-such-key")),
                flaw("of a key that is a file", token -> token.header("kid", "../../../../etc/passwd")),
                flaw(
                        "with a key of its own to look for",
                        token -> token.header("kid", "mine")
                                .header("jku", "http://127.0.0.1:1/keys")
                                .signedBy("RS256", foreign.getPrivateKey())));
    }

    private static org.junit.jupiter.params.provider.Arguments flaw(String name, UnaryOperator<Token> spoil) {
        return arguments(name, spoil);
    }

    @Test
    void public_key_is_no_secret_to_sign_with() {
        Token forged = company.token().subject("alice");
        byte[] publicKey = company.key().getRsaPublicKey().getEncoded();
        refused(forged.signedBy("HS256", new SecretKeySpec(publicKey, "HmacSHA256"))
                .text());
    }

    @Test
    void altered_token_lets_nobody_in() {
        String[] good = company.token().subject("alice").text().split("\\.");
        String[] others = company.token().subject("bob").text().split("\\.");
        refused(good[0] + "." + others[1] + "." + good[2]);
        refused(good[0] + "." + good[1] + ".");
        refused(good[0] + "." + good[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "a.b.c", "null", "eyJhbGciOiJub25lIn0.e30."})
    void what_is_no_token_lets_nobody_in(String text) {
        refused(text);
    }

    @Test
    void nothing_shown_lets_nobody_in() {
        refused(given());
        refused(given().auth().preemptive().basic("alice", "secret"));
        refused(given().header("X-Tenant", "team-a").header("X-Forwarded-User", "alice"));
        refused(given().queryParam(
                        "access_token", company.token().subject("alice").text()));
    }

    @Test
    void one_issuer_cannot_speak_for_the_other() {
        forbidden(company.token().subject(SERVICE_ACCOUNT));
        forbidden(cluster.token().subject("alice"));
        // A token of one that says it is from the other is signed with the wrong key.
        refused(cluster.token().subject("alice").issuer(company.url()).text());
        refused(company.token().subject(SERVICE_ACCOUNT).issuer(cluster.url()).text());
    }

    @Test
    void clusters_token_for_its_own_api_lets_nobody_in() {
        refused(cluster.token()
                .subject(SERVICE_ACCOUNT)
                .audience("https://kubernetes.default.svc")
                .text());
        refused(cluster.token()
                .subject(SERVICE_ACCOUNT)
                .expiresIn(Duration.ofMinutes(-5))
                .text());
        forbidden(cluster.token().subject("system:serviceaccount:team-a:other"));
        forbidden(cluster.token().subject("system:serviceaccount:other:x").claim("groups", List.of("team-a")));
    }

    @Test
    void who_belongs_to_no_tenant_or_to_several_is_told_so() {
        forbidden(company.token().subject("mallory")).body("detail", containsString("no tenant"));
        forbidden(company.token().subject("mallory").claim("groups", List.of("TEAM-A", "team-a ")));
        forbidden(company.token().subject("dave").claim("groups", List.of("team-a", "team-b")))
                .body("detail", containsString("several tenants"));
        // A subject that is listed is not in doubt.
        created(company.token().subject("alice").claim("groups", List.of("team-b")), "team-a/alice");
    }

    @Test
    void path_cannot_choose_the_judge() {
        Token token = company.token().subject("alice");
        as(token.text()).get("/v1/stop-jobs/cluster").then().statusCode(404);
        as(token.text()).get("/v1/targets/company/pace").then().statusCode(404);
    }

    @Test
    void roles_bound_what_a_member_may_do() {
        String reader = member("team-a-readers");
        as(reader).get("/v1/stop-jobs").then().statusCode(200);
        submit(reader, Map.of()).statusCode(403).body("detail", containsString("'submit'"));

        String member = member("team-a");
        submit(member, Map.of("dryRun", true)).statusCode(202);
        submit(member, Map.of("forceStop", true)).statusCode(403).body("detail", containsString("'force-stop'"));
        submit(member, Map.of("forceAfter", "PT1M", "waitFor", "Stopped")).statusCode(403);
        submit(member, Map.of("stoppedMode", "StopCharging"))
                .statusCode(403)
                .body("detail", containsString("'stop-charging'"));

        String admin = member("team-a-sre");
        submit(admin, Map.of("forceStop", true, "stoppedMode", "StopCharging", "dryRun", true))
                .statusCode(202);
    }

    @Test
    void keys_are_asked_for_once_and_not_with_each_token() {
        created(company.token().subject("alice"), "team-a/alice");
        int before = company.keyRequests();
        for (int i = 0; i < 20; i++) {
            as(company.token().subject("alice").text())
                    .get("/v1/targets")
                    .then()
                    .statusCode(200);
        }
        for (int i = 0; i < 20; i++) {
            refused(company.token()
                    .subject("alice")
                    .header("kid", "unknown-" + i)
                    .text());
        }
        assertThat(company.keyRequests() - before).isLessThanOrEqualTo(1);
    }

    private String member(String group) {
        return company.token()
                .subject("someone")
                .claim("groups", List.of(group))
                .text();
    }

    private static ValidatableResponse submit(String token, Map<String, Object> options) {
        var body = new java.util.HashMap<>(options);
        body.put("instanceIds", List.of("i-sim001"));
        return as(token)
                .contentType("application/json")
                .body(body)
                .post("/v1/stop-jobs")
                .then();
    }

    private static void created(Token token, String by) {
        submit(token.text(), Map.of("dryRun", true)).statusCode(202).body("createdBy", equalTo(by));
    }

    private static void refused(String token) {
        refused(as(token));
    }

    private static void refused(RequestSpecification request) {
        request.get("/v1/stop-jobs")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Bearer"))
                .body("code", equalTo("MissingAuthenticationToken"));
    }

    private static ValidatableResponse forbidden(Token token) {
        return as(token.text()).get("/v1/stop-jobs").then().statusCode(403).body("code", equalTo("AccessDenied"));
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
