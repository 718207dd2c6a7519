package io.fleetstop.actionapi;

import com.aliyun.ecs20140526.models.StopInstanceRequest;
import io.fleetstop.actionapi.aliyun.PresentClient;
import io.fleetstop.actionapi.volcengine.HandSigned;
import io.fleetstop.simulator.Simulator;
import io.fleetstop.testing.PostgresForTests;
import io.fleetstop.testing.SimulatorForTests;
import io.fleetstop.testing.VolcengineClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** An open service without access keys: whoever is on this machine may call, and no page that somebody on it looks at. */
@QuarkusTest
@QuarkusTestResource(PostgresForTests.class)
@QuarkusTestResource(SimulatorForTests.class)
class NoKeysTest {
    @Inject
    Simulator simulator;

    @BeforeEach
    void reset() {
        simulator.reset();
    }

    @Test
    void signature_of_any_key_is_taken_and_the_key_is_named_in_the_record() throws Exception {
        PresentClient.with("anything", "at-all").stopInstance(new StopInstanceRequest().setInstanceId("i-sim001"));
        var stopped = VolcengineClient.with("anything", "else").stop(List.of("i-sim101"), Map.of());

        assertThat(stopsTaken("i-sim001")).isEqualTo(1);
        assertThat(stopsTaken("i-sim101")).isEqualTo(1);
        given().get("/v1/stop-jobs/" + stopped.jobId).then().body("createdBy", equalTo("default/anything"));
    }

    @Test
    void signature_that_fits_nothing_is_taken_in_either_language() throws Exception {
        made("i-sim001", "Accept", "*/*").statusCode(200);
        HttpRequest call = madeUp("i-sim101").build();

        assertThat(HandSigned.send(call).statusCode()).isEqualTo(200);
        assertThat(stopsTaken("i-sim001") + stopsTaken("i-sim101")).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "Origin,         https://evil.example",
        "Referer,        https://evil.example/page",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Mode, no-cors",
        "User-Agent,     Mozilla/5.0 (X11; Linux x86_64)"
    })
    void call_that_a_browser_sent_is_refused_in_either_language(String header, String value) throws Exception {
        made("i-sim001", header, value).statusCode(403).body("Code", equalTo("Forbidden.RAM"));
        var answer = HandSigned.send(madeUp("i-sim101").header(header, value).build());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(JsonPath.from(answer.body()).getString("ResponseMetadata.Error.Code"))
                .isEqualTo("AccessDenied");
        assertThat(JsonPath.from(answer.body()).getInt("ResponseMetadata.Error.CodeN"))
                .isEqualTo(100013);
        assertThat(simulator.calls().all()).isEmpty();
    }

    @Test
    void copy_of_a_call_finds_the_job_of_the_first_and_another_call_under_the_same_signature_does_not()
            throws Exception {
        HttpRequest call = madeUp("i-sim101").build();

        String first = jobOf(call);

        assertThat(jobOf(call)).isEqualTo(first);
        assertThat(jobOf(madeUp("i-sim102").build())).isNotEqualTo(first);
    }

    @Test
    void call_without_any_signature_is_refused_all_the_same() {
        given().get("/?Action=StopInstance&Version=2014-05-26&InstanceId=i-sim001&Format=JSON")
                .then()
                .statusCode(400);
        given().get("/?Action=StopInstances&Version=2020-04-01&InstanceIds.1=i-sim101")
                .then()
                .statusCode(401);
    }

    /** What the address of an image could be. */
    private static ValidatableResponse made(String instanceId, String header, String value) {
        return given().header(header, value)
                .queryParam("Action", "StopInstance")
                .queryParam("Version", "2014-05-26")
                .queryParam("InstanceId", instanceId)
                .queryParam("AccessKeyId", "x")
                .queryParam("SignatureMethod", "HMAC-SHA1")
                .queryParam("SignatureVersion", "1.0")
                .queryParam("SignatureNonce", UUID.randomUUID().toString())
                .queryParam(
                        "Timestamp",
                        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .queryParam("Signature", "x")
                .queryParam("Format", "JSON")
                .get("/")
                .then();
    }

    private static HttpRequest.Builder madeUp(String instanceId) {
        HttpRequest signed = HandSigned.stopOf(instanceId).build();
        HttpRequest.Builder madeUp = HttpRequest.newBuilder(signed.uri());
        signed.headers().map().forEach((name, values) -> madeUp.setHeader(name, values.get(0)));
        String authorization = signed.headers().firstValue("Authorization").orElseThrow();
        return madeUp.setHeader("Authorization", authorization.replaceFirst("[0-9a-f]{64}$", "0".repeat(64)));
    }

    private static String jobOf(HttpRequest call) throws Exception {
        return JsonPath.from(HandSigned.send(call).body()).getString("Result.JobId");
    }

    private int stopsTaken(String id) {
        return simulator.fleet().find(id).orElseThrow().stopsTaken();
    }
}
