package io.fleetstop.process;

import io.fleetstop.testing.Browser;
import io.fleetstop.testing.Token;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static io.fleetstop.process.SecretiveSetup.KEY;
import static io.fleetstop.process.SecretiveSetup.SERVICE_ACCOUNT;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A life with every secret that there can be, at the finest level of the log, and nothing of it told. */
class SecretsIT {
    private static final String JOBS = "/v1/stop-jobs";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path mounted;

    @TempDir
    Path wronglyMounted;

    private final SecretiveSetup setup = new SecretiveSetup();
    private final Secrets secrets = setup.secrets;
    /** The record has them, and so have answers: that is the contract. */
    private final Secrets clientTokens = new Secrets();

    private WatchedCalls calls;
    private Browser browser;

    @AfterEach
    void end() {
        setup.close();
    }

    @Test
    void nothing_that_the_service_says_tells_a_secret() {
        List<String> leaks = new ArrayList<>();
        Map<String, String> environment = setup.environment(mounted);
        try (ServiceProcess service = ServiceProcess.start(environment)) {
            calls = new WatchedCalls(service.url());
            browser = new Browser(URI.create(service.url()));
            bearersLive();
            aPersonLogsIn();
            clientsOfTheCloudsCall();
            String metrics = given().port(Integer.parseInt(environment.get("QUARKUS_MANAGEMENT_PORT")))
                    .get("/q/metrics")
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();
            service.terminate();
            service.exitCode(SOON);

            keepAll("what the issuer gave out", setup.company.given());
            assertThat(service.log()).contains(" TRACE ", "Entrance - no entry", "job finished");
            collect(leaks, "a metric", metrics);
            assertThat(setup.collector.authorizations()).isNotEmpty().containsOnly(setup.collectorsKey);
            assertThat(setup.collector.spans()).hasSizeGreaterThan(10);
            setup.collector.spans().forEach(span -> collect(leaks, "a span", span.text()));
            collect(leaks, "the log", service.log());
        }
        collect(leaks, "the log of a start that failed", logOfWrongPassword());
        calls.answers().forEach(answer -> leaks.addAll(secrets.toldBy("an answer", answer)));
        browser.answersOf(calls.url())
                .forEach(answer -> leaks.addAll(secrets.toldBy("a page", withoutCookies(answer))));
        leaks.addAll(secrets.toldBy("the record", String.join("\n", everyRow())));
        assertThat(leaks).isEmpty();
    }

    /** Each secret of the configuration is of use here; a call that succeeds shows that it was right. */
    private void bearersLive() {
        String alice = secrets.keepToken(
                "a bearer token", setup.company.token().subject("alice").text());
        String pod = secrets.keepToken(
                "a token of the cluster",
                setup.cluster.token().subject(SERVICE_ACCOUNT).text());
        String token = clientTokens.make("a client token");
        String id = submitted(alice, job(token, "i-sim001", "i-nowhere"));
        finished(alice, id);
        assertThat(setup.cloud.stopped()).isEqualTo(1);
        assertThat(calls.get(pod, JOBS + "/" + id).statusCode()).isEqualTo(200);

        assertThat(calls.post(pod, JOBS, job(token, "i-sim001", "i-nowhere")).statusCode())
                .isEqualTo(200);
        assertThat(calls.post(alice, JOBS, job(token, "i-sim002")).statusCode()).isEqualTo(400);
        assertThat(calls.post(alice, JOBS, Map.of("clientToken", clientTokens.make("a token of nothing")))
                        .statusCode())
                .isEqualTo(400);
        assertThat(calls.post(alice, JOBS, Map.of("instanceIds", token, "secret", secrets.make("a secret in a field")))
                        .statusCode())
                .isEqualTo(400);
        finished(
                alice,
                calls.post(
                                alice,
                                JOBS + "/" + id + "/retry",
                                Map.of("clientToken", clientTokens.make("a retry's token")))
                        .then()
                        .statusCode(202)
                        .extract()
                        .path("id"));
        var later = new HashMap<>(job(clientTokens.make("a cancelled job's token"), "i-sim003"));
        later.put("notBefore", Instant.now().plusSeconds(3600).toString());
        String waiting = submitted(alice, later);
        assertThat(calls.post(alice, JOBS, later).statusCode()).isEqualTo(412);
        assertThat(calls.post(alice, JOBS + "/" + waiting + "/cancel", Map.of()).statusCode())
                .isEqualTo(200);
        badTokens();
    }

    private void badTokens() {
        Token expired = setup.company.token().subject("alice").expiresIn(Duration.ofMinutes(-5));
        Token unknown = setup.company.token().subject("mallory");
        Token forged = setup.cluster.token().subject("alice").issuer(setup.company.url());
        assertThat(calls.get(secrets.keepToken("an expired token", expired.text()), JOBS)
                        .statusCode())
                .isEqualTo(401);
        assertThat(calls.get(secrets.keepToken("a stranger's token", unknown.text()), JOBS)
                        .statusCode())
                .isEqualTo(403);
        assertThat(calls.get(secrets.keepToken("a forged token", forged.text()), JOBS)
                        .statusCode())
                .isEqualTo(401);
        assertThat(calls.get(secrets.make("what is no token"), JOBS).statusCode())
                .isEqualTo(401);
    }

    private void aPersonLogsIn() {
        browser.logIn("/dashboard");
        assertThat(browser.get("/v1/caller").body()).contains("team/alice");
        assertThat(browser.post(JOBS, "{\"instanceIds\": [\"i-sim004\"], \"dryRun\": true}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(browser.post("/dashboard/logout", "{}").statusCode()).isEqualTo(204);
        keepAll("a cookie", browser.everyCookie());
    }

    private void clientsOfTheCloudsCall() {
        String secret = setup.keySecret;
        String wrong = secrets.make("wrong secret of an access key");
        Map<String, String> alibaba =
                Map.of("InstanceId", "i-sim101", "ClientToken", clientTokens.make("token of aliyun"));
        Map<String, String> volcengine =
                Map.of("InstanceIds.1", "i-sim102", "ClientToken", clientTokens.make("token of volcengine"));

        assertThat(calls.aliyun(KEY, secret, alibaba).statusCode()).isEqualTo(200);
        assertThat(calls.aliyun(KEY, secret, alibaba).statusCode()).isEqualTo(200);
        assertThat(calls.aliyun(KEY, wrong, alibaba).statusCode()).isEqualTo(400);
        assertThat(calls.volcengine(KEY, secret, volcengine).statusCode()).isEqualTo(200);
        assertThat(calls.volcengine(KEY, wrong, volcengine).statusCode()).isEqualTo(401);
        assertThat(setup.cloud.stopped()).isEqualTo(3);
    }

    private String logOfWrongPassword() {
        try (ServiceProcess service = ServiceProcess.begin(setup.environmentWithAnotherPassword(wronglyMounted))) {
            assertThat(service.exitCode(SOON)).isEqualTo(1);
            assertThat(service.log()).contains(" TRACE ", "Fleetstop did not start: ");
            return service.log();
        }
    }

    private List<String> everyRow() {
        Answers database = new Answers(setup.owner);
        List<String> tables =
                database.texts("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'");
        assertThat(tables).contains("stop_job", "audit");
        List<String> rows = new ArrayList<>();
        tables.forEach(table -> rows.addAll(database.texts("SELECT row::text FROM " + table + " AS row")));
        assertThat(rows).hasSizeGreaterThan(20);
        return rows;
    }

    private void keepAll(String name, List<String> values) {
        assertThat(values).hasSizeGreaterThan(1);
        for (int place = 0; place < values.size(); place++) {
            secrets.keepToken(name + ", number " + place, values.get(place));
        }
    }

    private void collect(List<String> leaks, String place, String text) {
        leaks.addAll(secrets.toldBy(place, text));
        leaks.addAll(clientTokens.toldBy(place, text));
    }

    /** What a browser is to keep it has to be given. */
    private static String withoutCookies(HttpResponse<String> answer) {
        var headers = new TreeMap<>(answer.headers().map());
        headers.keySet().removeIf("set-cookie"::equalsIgnoreCase);
        return answer.statusCode() + " " + headers + "\n" + answer.body();
    }

    private String submitted(String bearer, Map<String, Object> body) {
        return calls.post(bearer, JOBS, body).then().statusCode(202).extract().path("id");
    }

    private void finished(String bearer, String id) {
        await().atMost(SOON).until(() -> calls.get(bearer, JOBS + "/" + id).path("finishedAt") != null);
    }

    private static Map<String, Object> job(String token, String... instances) {
        return Map.of("clientToken", token, "instanceIds", List.of(instances));
    }
}
