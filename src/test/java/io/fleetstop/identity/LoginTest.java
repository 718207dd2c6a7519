package io.fleetstop.identity;

import io.fleetstop.testing.Browser;
import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.LogLines;
import io.fleetstop.testing.TwoTenants;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static io.fleetstop.testing.Browser.location;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A person's way in, step by step as a browser goes it. */
@QuarkusTest
@TestProfile(TwoTenants.class)
class LoginTest {
    private static final String JOB = "{\"instanceIds\": [\"i-sim001\"], \"dryRun\": true}";

    Issuer company;

    @TestHTTPResource
    URI service;

    private Browser browser;
    private Map<String, String> cookies;

    @BeforeEach
    void alice() {
        browser = new Browser(service);
        cookies = browser.cookies();
        company.user("alice");
        company.tokensLast(Duration.ofMinutes(5));
    }

    @Test
    void page_leads_to_the_issuer_and_back_to_itself() {
        HttpResponse<String> sentAway = get("/dashboard/targets?x=1");
        assertThat(sentAway.statusCode()).isEqualTo(302);
        assertThat(location(sentAway))
                .startsWith(company.url() + "/authorize")
                .contains("code_challenge_method=S256")
                .contains("nonce=");

        HttpResponse<String> back = get(location(get(location(sentAway))));
        assertThat(back.statusCode()).isEqualTo(302);
        assertThat(location(back)).endsWith("/dashboard/targets?x=1");
        assertThat(get(location(back)).statusCode()).isEqualTo(200);
        assertThat(get("/v1/caller").body()).contains("\"tenant\":\"team-a\"", "\"team-a/alice\"");
    }

    @Test
    void session_cookie_is_out_of_reach_of_scripts_and_says_nothing() {
        HttpResponse<String> back = logIn();

        assertThat(back.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("q_session"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie)
                        .containsIgnoringCase("HttpOnly")
                        .containsIgnoringCase("SameSite=Lax")
                        .doesNotContain("alice"));
    }

    @Test
    void data_are_refused_without_a_session_and_not_led_elsewhere() {
        HttpResponse<String> refused = get("/v1/stop-jobs");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).contains("MissingAuthenticationToken");
    }

    @Test
    void change_needs_what_no_other_page_can_send() {
        logIn();

        assertThat(post("/v1/stop-jobs", Map.of()).statusCode()).isEqualTo(403);
        assertThat(post("/v1/stop-jobs", Map.of("X-Fleetstop-Page", "1", "Origin", "https://evil.example.com"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(post("/v1/stop-jobs", Map.of("X-Fleetstop-Page", "1", "Origin", "null"))
                        .statusCode())
                .isEqualTo(403);
        HttpResponse<String> taken = post("/v1/stop-jobs", Map.of("X-Fleetstop-Page", "1"));
        assertThat(taken.statusCode()).isEqualTo(202);
        assertThat(taken.body()).contains("\"createdBy\":\"team-a/alice\"");
    }

    @Test
    void altered_session_lets_nobody_in() {
        logIn();
        cookies.replaceAll((name, value) -> "x" + value.substring(1));

        assertThat(get("/v1/stop-jobs").statusCode()).isEqualTo(401);
        assertThat(get("/dashboard").statusCode()).isEqualTo(302);
    }

    @Test
    void login_that_somebody_else_began_leads_nowhere() {
        HttpResponse<String> sentAway = get("/dashboard");
        String callback = location(get(location(sentAway)));
        cookies.clear();

        HttpResponse<String> answer = get(callback);

        assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith("q_session"));
        assertThat(get("/v1/stop-jobs").statusCode()).isEqualTo(401);
    }

    @Test
    void person_without_a_tenant_sees_the_page_and_is_told_why_it_is_empty() {
        company.user("mallory");
        logIn();

        assertThat(get("/dashboard").statusCode()).isEqualTo(200);
        HttpResponse<String> refused = get("/v1/stop-jobs");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("no tenant");
    }

    @Test
    void who_logs_out_is_out() {
        logIn();
        assertThat(post("/dashboard/logout", Map.of()).statusCode()).isEqualTo(403);
        assertThat(get("/v1/stop-jobs").statusCode()).isEqualTo(200);

        assertThat(post("/dashboard/logout", Map.of("X-Fleetstop-Page", "1")).statusCode())
                .isEqualTo(204);

        assertThat(cookies).isEmpty();
        assertThat(get("/v1/stop-jobs").statusCode()).isEqualTo(401);
    }

    @Test
    void who_logs_out_is_out_also_when_the_session_had_just_to_be_renewed() {
        company.tokensLast(Duration.ofSeconds(2));
        logIn();
        Instant ended = Instant.now().plusSeconds(3);
        await().until(() -> Instant.now().isAfter(ended));

        assertThat(post("/dashboard/logout", Map.of("X-Fleetstop-Page", "1")).statusCode())
                .isEqualTo(204);

        assertThat(cookies).isEmpty();
        assertThat(get("/v1/stop-jobs").statusCode()).isEqualTo(401);
    }

    @Test
    void session_is_renewed_as_long_as_the_issuer_does_it() {
        company.tokensLast(Duration.ofSeconds(2));
        logIn();
        Map<String, String> first = new TreeMap<>(cookies);
        Instant ended = Instant.now().plusSeconds(3);
        await().until(() -> Instant.now().isAfter(ended));

        assertThat(get("/v1/stop-jobs").statusCode()).isEqualTo(200);
        assertThat(cookies).isNotEqualTo(first);
    }

    @Test
    void log_holds_no_secret_also_where_all_is_asked_for() {
        String unknown =
                company.token().subject("alice").header("kid", "unknown").text();
        String basic = Base64.getEncoder()
                .encodeToString((Issuer.CLIENT + ":" + Issuer.CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
        try (var oidc = new LogLines("io.quarkus.oidc", Level.FINE);
                var own = new LogLines("io.fleetstop", Level.FINE)) {
            logIn();
            browser.send(
                    HttpRequest.newBuilder(service.resolve("/v1/caller")).header("Authorization", "Bearer " + unknown));
            String signature = unknown.substring(unknown.lastIndexOf('.') + 1);

            List<String> lines = new ArrayList<>(oidc.heard());
            assertThat(own.heard()).anyMatch(line -> line.contains("no entry"));
            lines.addAll(own.heard());
            assertThat(lines)
                    .isNotEmpty()
                    .noneMatch(line -> line.contains(signature)
                            || line.contains(basic)
                            || line.contains(Issuer.CLIENT_SECRET)
                            || cookies.values().stream().anyMatch(line::contains));
        }
    }

    private HttpResponse<String> logIn() {
        HttpResponse<String> back = browser.logIn("/dashboard");
        assertThat(back.statusCode()).isEqualTo(302);
        return back;
    }

    private HttpResponse<String> get(String address) {
        return browser.get(address);
    }

    private HttpResponse<String> post(String path, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(JOB));
        headers.forEach(request::header);
        return browser.send(request);
    }
}
