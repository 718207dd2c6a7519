package io.fleetstop.identity;

import io.fleetstop.testing.Issuer;
import io.fleetstop.testing.TwoTenants;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Nothing outlives the token that it was begun with, and a change of keys keeps nobody out for long. */
@QuarkusTest
@TestProfile(TwoTenants.class)
class TokenEndTest {
    Issuer company;

    @TestHTTPResource
    URI service;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void stream_ends_with_the_token_and_goes_on_with_the_next() throws Exception {
        String job = jobThatWaits();

        HttpResponse<InputStream> stream = follow(job, alice(Duration.ofSeconds(4)));
        assertThat(stream.statusCode()).isEqualTo(200);
        String all = CompletableFuture.supplyAsync(() -> read(stream)).get(15, TimeUnit.SECONDS);

        assertThat(all).contains("event: job", "\"state\":\"Pending\"");
        assertThat(follow(job, alice(Duration.ofSeconds(-1))).statusCode()).isEqualTo(401);
        HttpResponse<InputStream> next = follow(job, alice(Duration.ofMinutes(5)));
        assertThat(next.statusCode()).isEqualTo(200);
        next.body().close();
    }

    @Test
    void new_key_is_taken_soon_also_while_strangers_show_made_up_ones() {
        assertThat(made("unknown")).isEqualTo(401);
        company.changeKey();

        await().atMost(Duration.ofSeconds(45))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    made("unknown");
                    return given().header("Authorization", "Bearer " + alice(Duration.ofMinutes(1)))
                                    .get("/v1/caller")
                                    .statusCode()
                            == 200;
                });
    }

    private int made(String key) {
        String token = company.token().subject("alice").header("kid", key).text();
        return given().header("Authorization", "Bearer " + token)
                .get("/v1/caller")
                .statusCode();
    }

    private String alice(Duration lasting) {
        return company.token().subject("alice").expiresIn(lasting).text();
    }

    private String jobThatWaits() {
        return given().header("Authorization", "Bearer " + alice(Duration.ofMinutes(1)))
                .contentType("application/json")
                .body("{\"instanceIds\": [\"i-sim001\"], \"dryRun\": true, \"notBefore\": \""
                        + Instant.now().plusSeconds(600) + "\"}")
                .post("/v1/stop-jobs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private HttpResponse<InputStream> follow(String job, String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/stop-jobs/" + job + "/events"))
                .header("Authorization", "Bearer " + token)
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String read(HttpResponse<InputStream> stream) {
        try (InputStream body = stream.body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException broken) {
            throw new AssertionError("the stream was cut off", broken);
        }
    }
}
